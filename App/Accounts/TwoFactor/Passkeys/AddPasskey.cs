using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Adds the passkey that the browser created to the account. A passkey that cannot be verified is a result and not a problem,
/// because its challenge has to be used up.
/// </summary>
public sealed class AddPasskey(Gate gate, PasskeyVerifier verifier, SecondFactors factors, StaffSessions sessions)
    : Operation<AddPasskey.Request, AddPasskey.Answer>(gate)
{
    /// <param name="Token">Identifies the challenge that this browser requested.</param>
    /// <param name="Credential">The browser's response to the challenge, as JSON.</param>
    /// <param name="Name">The owner's name for the passkey, up to 60 characters.</param>
    public sealed record Request(
        [property: AnyText] string? Token, [property: AnyText] string? Credential, [property: Mailed] string Name) : IRequest
    {
        public void Check(Checks checks) => checks
            .Text(Name, 60, "The name")
            .Text(Credential, PasskeyVerifier.LongestAnswer, "The passkey's response");
    }

    /// <param name="Added">The passkey; null if it could not be verified.</param>
    public sealed record Answer(PasskeyView? Added);

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "passkey.add";
    protected internal override Effects Effects => Effects.NewCredential;

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId!.Value;
        if (await context.Db.Passkeys.CountAsync(row => row.AccountId == accountId, ct) >= Passkey.Most)
            return SecondFactorProblems.TooMany(Passkey.Most);
        if (await verifier.VerifyNewAsync(context, request.Token, request.Credential!, ct) is not { } created)
        {
            context.Note(new Id<Account>(accountId).ToString(), "Passkey refused");
            return new Answer(null);
        }
        var passkey = Passkey.Of(accountId, created, request.Name.Trim(), context.Now);
        context.Db.Passkeys.Add(passkey);
        await sessions.ProveAsync(context, ct);
        await factors.TellAsync(context, accountId, SecondFactorChange.PasskeyAdded, passkey.Name, ct);
        var view = PasskeyView.Of(passkey);
        context.Note(view.Id.ToString(), view.Name, after: view);
        return new Answer(view);
    }
}
