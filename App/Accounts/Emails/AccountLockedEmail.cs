namespace App.Accounts;

/// <summary>
/// Tells the owner of an account, or a shopper, that too many wrong passwords locked the sign-in. Only this email says so; the
/// sign-in page does not.
/// </summary>
/// <param name="For">The duration of the lockout.</param>
/// <param name="SignIn">The URL of the sign-in page.</param>
/// <param name="At">"Stockade", or the name of the organization whose storefront it is.</param>
public sealed record AccountLockedEmail(TimeSpan For, Uri SignIn, string At = "Stockade") : IEmail
{
    public string Subject => $"Your sign-in to {At} is temporarily locked";

    public string Text => $"""
        Someone entered too many wrong passwords for your sign-in to {At}. For {InWords}, no one can sign in with a password,
        not even you. Sessions that are already open are not affected. You can sign in again afterwards:

            {SignIn}

        If it wasn't you, you don't need to do anything: no one got in.
        """;

    public string InWords
    {
        get
        {
            if (For < TimeSpan.FromHours(1))
                return $"{For.TotalMinutes:0} minutes";
            return For == TimeSpan.FromHours(1) ? "an hour" : $"{For.TotalHours:0} hours";
        }
    }

    public Type Body => typeof(AccountLockedEmailBody);
}
