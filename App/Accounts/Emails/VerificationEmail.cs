namespace App.Accounts;

/// <summary>
/// Sends the code and the link that complete a sign-up. It contains no name, because anyone could use the name to send any text
/// to anyone.
/// </summary>
public sealed record VerificationEmail(string Code, Uri Link) : IEmail
{
    public string Subject => $"{Code} is your Stockade verification code";

    public string Text => $"""
        Enter this code to complete your Stockade sign-up:

            {Code}

        Or open this link and confirm there:

            {Link}

        Either one works once, within ten minutes. If you did not sign up, ignore this email: nothing happens without the code.
        """;

    public Type Body => typeof(VerificationEmailBody);
}
