using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Removes a passkey. It fails with <c>last_way_in</c> if the account could not sign in without it.</summary>
public sealed class RemovePasskey(Gate gate, AccountStore accounts, SecondFactors factors)
    : Operation<RemovePasskey.Request, Done>(gate)
{
    public sealed record Request(Id<Passkey> Id) : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "passkey.remove";
    protected internal override Effects Effects => Effects.LessProtection;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var passkeys = context.Db.Passkeys;
        var accountId = context.Actor.AccountId!.Value;
        var account = await accounts.LockAsync(context, accountId, ct); // concurrent calls must not remove the last two passkeys
        if (await passkeys.SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId, ct) is not { } passkey)
            return Problem.Missing("The passkey");
        if (account is not { PasswordHash: not null } && await passkeys.CountAsync(row => row.AccountId == accountId, ct) == 1)
            return SecondFactorProblems.LastWayIn;
        passkeys.Remove(passkey);
        await factors.RemovedAsync(context, accountId, ct);
        await factors.TellAsync(context, accountId, SecondFactorChange.PasskeyRemoved, passkey.Name, ct);
        context.Note(passkey.Id.ToString(), passkey.Name, before: PasskeyView.Of(passkey));
        return new Done();
    }
}
