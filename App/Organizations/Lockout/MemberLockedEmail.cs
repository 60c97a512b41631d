using System.Globalization;

namespace App.Organizations;

/// <summary>Notifies owners that wrong passwords have locked a member's account.</summary>
public sealed record MemberLockedEmail(
    string Organization, string Member, string Email, DateTimeOffset Until, Uri Members) : IEmail
{
    public string Subject => $"Account locked: {Member} at {Organization}";

    public string Text => $"""
        Someone entered too many wrong passwords for the account of {Member} ({Email}), a member of {Organization}. Signing in
        to this account with a password is blocked until {Moment}. We have also notified {Member}.

        If this happens again, ask {Member} to add a second factor. See the members here:

            {Members}

        You get this email because you are an owner of {Organization}. You can turn it off in the organization's settings.
        """;

    public string Moment => Until.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public Type Body => typeof(MemberLockedEmailBody);
}
