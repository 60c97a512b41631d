using App.Platform;

namespace App.Accounts;

/// <summary>The code and the link that lead to a new password. No name in it: anyone could have it sent to anyone.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Link">Null for a program, which has no browser to open it in.</param>
/// <param name="Forced">It was not asked for: the old password opens nothing any more.</param>
public sealed record ResetLetter(string Code, Uri? Link, bool Forced = false) : ILetter
{
    public const string Unasked = "Your Stockade password opens nothing any more, and every session of your account has ended. Choose a new one.";
    public const string Nothing = "The code works once, for ten minutes, where it was asked for. If that was not you, ignore this mail: nothing was changed.";
    public const string Anew = "The code works once, for ten minutes. Later, ask for another one on the sign-in page.";

    public string Subject => Forced ? "Choose a new Stockade password" : $"{Code} is your Stockade code for a new password";

    public string Text => $"""
        {(Forced ? Unasked : "Your code for a new Stockade password:")}

            {Code}
        {(Link is null ? "" : $"\nOr open this link in the browser in which you asked for it:\n\n    {Link}\n")}
        {(Forced ? Anew : Nothing)}
        """;

    public Type Body => typeof(ResetLetterBody);
}
