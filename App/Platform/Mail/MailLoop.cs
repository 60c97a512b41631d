namespace App.Platform;

/// <summary>Steps the postman while the app runs.</summary>
sealed partial class MailLoop(Postman postman, TimeProvider clock, ILogger<MailLoop> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await postman.StepAsync(stoppingToken) == 0)
                    await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailure(failure);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail loop stumbled and goes on")]
    partial void LogFailure(Exception failure);
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
        if (settings.ResendKey is not null)
            services.AddHttpClient<IMailer, ResendMailer>().SetHandlerLifetime(Timeout.InfiniteTimeSpan) // held by the one postman
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false });
        else if (settings.SmtpHost is not null)
            services.AddSingleton<IMailer, SmtpMailer>();
        else
            services.AddSingleton<IMailer, MailboxMailer>();
    }

    /// <summary>The loop that sends; tests step it by hand instead.</summary>
    public static void AddMailLoop(this IServiceCollection services) => services.AddHostedService<MailLoop>();
}
