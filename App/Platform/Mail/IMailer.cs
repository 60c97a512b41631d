namespace App.Platform;

/// <summary>A mail on its way out. Its id is the same at every attempt.</summary>
public sealed record OutgoingMail(Guid Id, string Recipient, MailContent Content);

/// <summary>The outside system that carries mail.</summary>
public interface IMailer
{
    /// <summary>False: what was sent is wiped here. True: it stays to be looked at, in the Development mailbox.</summary>
    bool Keeps { get; }

    /// <summary>At least so long between two mails; nothing when the carrier takes them as they come.</summary>
    TimeSpan Pace => TimeSpan.Zero;

    /// <summary>Throws <see cref="MailRefusedException"/> when trying again is of no use, <see cref="MailBusyException"/> when the carrier says when, anything else when it may be.</summary>
    Task SendAsync(OutgoingMail mail, CancellationToken ct);
}

/// <summary>The mail will never be taken: a bad address, a bad key.</summary>
public sealed class MailRefusedException(string message) : Exception(message);

/// <summary>The carrier is busy and says when to come again. The mail is not to blame: no attempt is counted.</summary>
public sealed class MailBusyException(TimeSpan retryAfter) : Exception("The mail service is busy.")
{
    public TimeSpan RetryAfter => retryAfter;
}

/// <summary>Carries nothing anywhere: in Development mails are read under /dev/mail.</summary>
public sealed class MailboxMailer : IMailer
{
    public bool Keeps => true;

    public Task SendAsync(OutgoingMail mail, CancellationToken ct) => Task.CompletedTask;
}
