namespace App.Tests;

/// <summary>Passes each email to the transport that a test sends with at the moment.</summary>
sealed class CurrentTransport : IEmailTransport
{
    public IEmailTransport Current { get; set; } = null!;

    public bool Keeps => Current.Keeps;

    public TimeSpan Pace => Current.Pace;

    public Task SendAsync(OutgoingEmail email, CancellationToken ct) => Current.SendAsync(email, ct);
}
