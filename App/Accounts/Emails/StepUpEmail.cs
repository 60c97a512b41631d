namespace App.Accounts;

/// <summary>Sends the code that confirms a sensitive action of a signed-in person.</summary>
public sealed record StepUpEmail(string Code) : IEmail
{
    public string Subject => $"{Code} is your Stockade confirmation code";

    public string Text => $"""
        Someone who is signed in to your Stockade account, probably you, wants to make a sensitive change. To confirm it's you,
        enter:

            {Code}

        It works once, within ten minutes, in that session only. If it wasn't you, change your password: someone knows it.
        """;

    public Type Body => typeof(StepUpEmailBody);
}
