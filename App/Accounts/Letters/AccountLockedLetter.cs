using App.Platform;

namespace App.Accounts;

/// <summary>Too many wrong passwords for one account, or one shopper. The only place that says so.</summary>
/// <param name="For">How long it lasts.</param>
/// <param name="SignIn">Where to sign in afterwards.</param>
/// <param name="At">Us, or the organization whose storefront it is.</param>
public sealed record AccountLockedLetter(TimeSpan For, Uri SignIn, string At = "Stockade") : ILetter
{
    public string Subject => $"Signing in to {At} is locked for a while";

    public string Text => $"""
        Somebody has entered a wrong password for your sign-in at {At} too often. For {InWords} nobody can sign in to it with a password,
        you neither. Where you are signed in already, you stay so. Afterwards you sign in as before:

            {SignIn}

        If it was not you, there is nothing to do: nobody came in.
        """;

    public string InWords => For < TimeSpan.FromHours(1) ? $"{For.TotalMinutes:0} minutes" : For == TimeSpan.FromHours(1) ? "an hour" : $"{For.TotalHours:0} hours";

    public Type Body => typeof(AccountLockedLetterBody);
}
