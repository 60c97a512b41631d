namespace App.Accounts;

/// <summary>Sends the code that verifies a new address of an account.</summary>
public sealed record NewAddressEmail(string Code) : IEmail
{
    public string Subject => $"{Code} is your Stockade code to confirm this address";

    public string Text => $"""
        Enter this code to use this address for your Stockade account:

            {Code}

        It works once, within ten minutes, in the session that requested it. If that wasn't you, ignore this email: nothing was
        changed.
        """;

    public Type Body => typeof(NewAddressEmailBody);
}
