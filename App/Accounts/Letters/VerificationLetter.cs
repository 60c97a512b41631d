using App.Platform;

namespace App.Accounts;

/// <summary>The code and the link that finish signing up. No name in it: anyone could make it say anything to anyone.</summary>
public sealed record VerificationLetter(string Code, Uri Link) : ILetter
{
    public string Subject => $"{Code} is your Stockade code";

    public string Text => $"""
        Your code to finish signing up to Stockade:

            {Code}

        Or open this link and confirm there:

            {Link}

        Both work once, for ten minutes. If you did not sign up, ignore this mail; without the code nothing happens.
        """;

    public Type Body => typeof(VerificationLetterBody);
}
