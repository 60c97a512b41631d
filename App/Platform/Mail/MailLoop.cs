namespace App.Platform;

/// <summary>Steps the postman while the app runs.</summary>
sealed class MailLoop(Postman postman, OutboxBell bell) : Loop(bell, Ring.Events | Ring.Jobs)
{
    public override string Name => "mail";

    public override async Task<bool> StepAsync(CancellationToken ct) => await postman.StepAsync(ct) > 0;
}

public static class MailRegistration
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new MailSettings(configuration);
        services.AddSingleton(settings);
        services.AddTransient<Postbox>();
        services.AddSingleton<Postman>();
        services.AddSingleton<Mailbox>();
        services.AddLoop<MailLoop>();
        if (settings.ResendKey is not null)
            services.AddHttpClient<IMailer, ResendMailer>().SetHandlerLifetime(Timeout.InfiniteTimeSpan) // held by the one postman
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false });
        else if (settings.SmtpHost is not null)
            services.AddSingleton<IMailer, SmtpMailer>();
        else
            services.AddSingleton<IMailer, MailboxMailer>();
    }
}
