namespace App.Platform.Email;

/// <summary>Represents an email to send. Its id is the same at every attempt.</summary>
public sealed record OutgoingEmail(Guid Id, string Recipient, EmailContent Content);

/// <summary>Sends email through an outside system.</summary>
public interface IEmailTransport
{
    /// <summary>
    /// Gets a value that is true if the content of sent emails is kept, so the Development mailbox can show it. If it is false,
    /// the content is deleted after sending.
    /// </summary>
    bool Keeps { get; }

    /// <summary>Gets the minimum time between two emails; zero if the provider has no limit.</summary>
    TimeSpan Pace => TimeSpan.Zero;

    /// <summary>
    /// Sends an email. Throws <see cref="EmailRefusedException"/> if another attempt is useless,
    /// <see cref="EmailRateLimitedException"/> if the provider asks to wait, and any other exception if another attempt may
    /// succeed.
    /// </summary>
    Task SendAsync(OutgoingEmail mail, CancellationToken ct);
}

/// <summary>Reports that the provider will never accept the email, for example because of an invalid address or key.</summary>
public sealed class EmailRefusedException(string message) : Exception(message)
{
    /// <summary>Longest part of a provider's answer that the email log shows.</summary>
    const int Longest = 300;

    /// <summary>Reports a refusal with the provider's own words, which often say what is wrong with the address.</summary>
    /// <param name="what">What happened, without a full stop.</param>
    /// <param name="answer">The provider's answer; null if it gave none.</param>
    public static EmailRefusedException Quoting(string what, string? answer)
    {
        var words = string.Join(' ', (answer ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new(words.Length == 0 ? $"{what}." : $"{what}: {(words.Length > Longest ? words[..Longest] + "…" : words)}");
    }
}

/// <summary>
/// Reports that the provider is limiting requests and says when to retry. The email is not the cause, so the attempt is not
/// counted.
/// </summary>
public sealed class EmailRateLimitedException(TimeSpan retryAfter) : Exception("The email provider is limiting requests.")
{
    public TimeSpan RetryAfter => retryAfter;
}

/// <summary>Sends nothing. In Development, /dev/mail shows the emails.</summary>
public sealed class MailboxTransport : IEmailTransport
{
    public bool Keeps => true;

    public Task SendAsync(OutgoingEmail mail, CancellationToken ct) => Task.CompletedTask;
}
