namespace App.Platform.Email;

/// <summary>Registers the services that store and send email, and the transport that the settings choose.</summary>
public static class EmailRegistration
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new EmailSettings(configuration);
        services.AddSingleton(settings);
        services.AddTransient<EmailOutbox>();
        services.AddSingleton<EmailQuota>();
        services.AddSingleton<EmailErasure>();
        services.AddSingleton<SendRate>();
        services.AddJob<EmailDispatcher>(EmailJobs.SendCode);
        services.AddJob<EmailDispatcher>(EmailJobs.Send);
        services.AddOverdueWork<OverdueEmails>();
        services.AddBackgroundLoop<DeliveryReports>();
        services.AddRetention(EmailLogEntry.Retention);
        services.AddSingleton<Mailbox>();
        if (settings.ResendKey is not null)
            services.AddHttpClient<IEmailTransport, ResendTransport>()
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // PooledConnectionLifetime below renews connections
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
                {
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                    AllowAutoRedirect = false,
                });
        else if (settings.SmtpHost is not null)
            services.AddSingleton<IEmailTransport, SmtpTransport>();
        else
            services.AddSingleton<IEmailTransport, MailboxTransport>();
    }
}
