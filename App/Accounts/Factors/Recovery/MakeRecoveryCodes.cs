using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Ten new recovery codes. The old ones are void.</summary>
public sealed class MakeRecoveryCodes(Gate gate, FactorBook factors) : Operation<MakeRecoveryCodes.Request, RecoveryCodes>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "recovery_codes.make";
    protected internal override bool StepUp => true;

    protected override async Task<Result<RecoveryCodes>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (codes, accountId) = (pass.Db.RecoveryCodes, pass.Actor.AccountId!.Value);
        if (!await factors.HasAsync(pass, accountId, ct))
            return FactorProblems.NothingToRecover;
        await codes.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        var made = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New()).ToList();
        codes.AddRange(made.Select(code => RecoveryCode.Of(accountId, code, pass.Now)));
        await factors.TellAsync(pass, accountId, FactorChange.RecoveryCodesMade, null, ct);
        pass.Note(new Id<Account>(accountId).ToString(), pass.Actor.Name, after: new { Codes = made.Count });
        return new RecoveryCodes(made);
    }
}
