namespace App.Accounts;

/// <summary>Describes how an account is used and protected, for those who manage the members of its organization.</summary>
/// <param name="LastSeenAt">Last request of a session in the organization; null if there is no session any more.</param>
/// <param name="OpenSessions">Number of open sessions in the organization.</param>
/// <param name="HasSecondFactor">Whether signing in requires an authenticator app or a passkey.</param>
public sealed record AccountAccess(DateTimeOffset? LastSeenAt, int OpenSessions, bool HasSecondFactor);
