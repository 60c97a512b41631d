using System.Globalization;
using App.Platform;

namespace App.Organizations;

/// <summary>To the owners: wrong passwords have locked a member's account.</summary>
public sealed record MemberLockedLetter(string Organization, string Member, string Email, DateTimeOffset Until, Uri Members) : ILetter
{
    public string Subject => $"Signing in is locked for {Member} at {Organization}";

    public string Text => $"""
        Somebody has entered a wrong password for {Member} ({Email}) of {Organization} too often. Until {Moment} nobody can sign in to
        that account with a password. It ends by itself, and {Member} has been told.

        If it goes on, ask {Member} for a second factor. The members are here:

            {Members}

        You get this mail because you own {Organization}. Turn it off in its settings.
        """;

    public string Moment => Until.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public Type Body => typeof(MemberLockedLetterBody);
}
