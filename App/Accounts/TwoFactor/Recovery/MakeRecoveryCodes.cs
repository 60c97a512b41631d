using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Creates ten new recovery codes. The old ones stop working.</summary>
public sealed class MakeRecoveryCodes(Gate gate, SecondFactors factors)
    : Operation<MakeRecoveryCodes.Request, RecoveryCodes>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "recovery_codes.create";
    protected internal override Effects Effects => Effects.NewCredential;

    protected override async Task<Result<RecoveryCodes>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId!.Value;
        if (!await factors.HasAsync(context, accountId, ct))
            return SecondFactorProblems.NothingToRecover;
        await context.Db.RecoveryCodes.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        var made = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New()).ToList();
        context.Db.RecoveryCodes.AddRange(made.Select(code => RecoveryCode.Of(accountId, code, context.Now)));
        await factors.TellAsync(context, accountId, SecondFactorChange.RecoveryCodesMade, null, ct);
        context.Note(new Id<Account>(accountId).ToString(), context.Actor.Name, after: new { Codes = made.Count });
        return new RecoveryCodes(made);
    }
}
