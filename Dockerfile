# Production image: built with the SDK that global.json names, run on the ASP.NET runtime as an unprivileged user.
# Settings: docs/settings.md.
FROM mcr.microsoft.com/dotnet/sdk:10.0.401 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN build/publish.sh /published

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /published .
USER $APP_UID
ENV ASPNETCORE_ENVIRONMENT=Production
EXPOSE 8080
ENTRYPOINT ["dotnet", "App.dll"]
CMD ["serve"]
