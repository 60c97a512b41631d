using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>The passkey that the browser has made signs in from here on. One that does not verify is an answer: its challenge is spent.</summary>
public sealed class AddPasskey(Gate gate, PasskeyDesk desk, FactorBook factors, SessionBook sessions) : Operation<AddPasskey.Request, AddPasskey.Answer>(gate)
{
    /// <param name="Token">Of the ceremony that this browser began.</param>
    /// <param name="Credential">What the browser answered, as JSON.</param>
    /// <param name="Name">What its owner calls it.</param>
    public sealed record Request(string? Token, string? Credential, string Name) : IRequest
    {
        public void Check(Checks checks) => checks.Text(Name, 60, "The name").Text(Credential, PasskeyDesk.LongestAnswer, "The passkey's answer");
    }

    /// <param name="Added">Null: refused.</param>
    public sealed record Answer(PasskeyView? Added);

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "passkey.add";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (passkeys, accountId) = (pass.Db.Passkeys, pass.Actor.AccountId!.Value);
        if (await passkeys.CountAsync(row => row.AccountId == accountId, ct) >= Passkey.Most)
            return FactorProblems.TooMany(Passkey.Most);
        if (await desk.VerifyNewAsync(pass, request.Token, request.Credential!, ct) is not { } made)
        {
            pass.Note(new Id<Account>(accountId).ToString(), "Passkey refused");
            return new Answer(null);
        }
        var passkey = Passkey.Of(accountId, made, request.Name.Trim(), pass.Now);
        passkeys.Add(passkey);
        await sessions.ProveAsync(pass, ct);
        await factors.TellAsync(pass, accountId, FactorChange.PasskeyAdded, passkey.Name, ct);
        var view = PasskeyView.Of(passkey);
        pass.Note(view.Id.ToString(), view.Name, after: view);
        return new Answer(view);
    }
}
