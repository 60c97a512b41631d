using App.Platform.Ui;
using App.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddShell();
builder.Services.AddScoped<FindStaffFrame>(_ => (_, _) => Task.FromResult<StaffFrame?>(null));
var app = builder.Build();
app.Use((http, next) =>
{
    http.Response.Headers.ContentSecurityPolicy = PagePolicy.ContentSecurityPolicy;
    return next();
});
app.UseStatusCodePagesWithReExecute("/not-found");
app.UseAntiforgery();
app.MapShell();
app.Run();
