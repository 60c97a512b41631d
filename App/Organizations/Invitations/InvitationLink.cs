namespace App.Organizations;

/// <summary>Represents the link of an invitation, for people who get no emails from us.</summary>
/// <param name="Id">The ID of the invitation.</param>
/// <param name="Url">
/// The link. Only this response contains it; a repetition of the request with the same idempotency key returns null.
/// </param>
/// <param name="ExpiresAt">The time until which the link works.</param>
public sealed record InvitationLink(Id<Invitation> Id, string? Url, DateTimeOffset ExpiresAt) : IShownOnce
{
    public object WithoutSecret() => this with { Url = null };
}
