namespace App.Accounts;

/// <summary>
/// Sends the code and the link to choose a new password. It contains no name, because anyone can request it for any address.
/// </summary>
/// <param name="Code">Six digits.</param>
/// <param name="Link">The URL of the page to choose a password; null for a program, which has no browser to open it in.</param>
/// <param name="Forced">True if the owner did not request it: the old password was made unusable.</param>
public sealed record ResetEmail(string Code, Uri? Link, bool Forced = false) : IEmail
{
    public const string Unasked =
        "Your Stockade password no longer works, and all your sessions have ended. Choose a new password with this code:";

    public const string Nothing =
        "The code works once, within ten minutes, where it was requested. "
        + "If that wasn't you, ignore this email: nothing was changed.";

    public const string RequestAnother =
        "The code works once, within ten minutes. After that, request another one on the sign-in page.";

    public string Subject => Forced ? "Choose a new Stockade password" : $"{Code} is your Stockade password reset code";

    public string Text => $"""
        {(Forced ? Unasked : "Your Stockade password reset code:")}

            {Code}
        {(Link is null ? "" : $"\nOr open this link in the browser where you requested it:\n\n    {Link}\n")}
        {(Forced ? RequestAnother : Nothing)}
        """;

    public Type Body => typeof(ResetEmailBody);
}
