namespace App.Organizations;

/// <summary>Describes how a member signs in, for those who may change members.</summary>
/// <param name="Id">The ID of the member.</param>
/// <param name="LastActiveAt">
/// When the member last used the organization in a browser or app; null if no session of theirs is kept any more. It can be a
/// minute late.
/// </param>
/// <param name="OpenSessions">The number of browsers and apps in which the member is signed in to the organization.</param>
/// <param name="HasSecondFactor">Whether signing in requires an authenticator app or a passkey.</param>
public sealed record MemberAccess(Id<Member> Id, DateTimeOffset? LastActiveAt, int OpenSessions, bool HasSecondFactor);
