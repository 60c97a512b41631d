namespace App.Platform;

/// <summary>Mail: where letters are put, who carries them, by which outside system.</summary>
public static class MailRegistration
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new MailSettings(configuration);
        services.AddSingleton(settings);
        services.AddTransient<Postbox>();
        services.AddSingleton<MailPace>();
        services.AddJob<EmailDispatcher>(EmailJobs.SendCode);
        services.AddJob<EmailDispatcher>(EmailJobs.Send);
        services.AddOverdueWork<OverdueEmails>();
        services.AddLoop<MailNotices>();
        services.AddSchedule<PruneMails>("prune mails", "53 3 * * *");
        services.AddSingleton<Mailbox>();
        if (settings.ResendKey is not null)
            services.AddHttpClient<IMailer, ResendMailer>().SetHandlerLifetime(Timeout.InfiniteTimeSpan) // its connections are renewed below
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false });
        else if (settings.SmtpHost is not null)
            services.AddSingleton<IMailer, SmtpMailer>();
        else
            services.AddSingleton<IMailer, MailboxMailer>();
    }
}
