using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Creates a secret for a new authenticator app. The app works after it is confirmed with its first code. An earlier app that
/// was not confirmed is deleted.
/// </summary>
public sealed class StartAuthenticator(Gate gate, FieldCipher cipher)
    : Operation<StartAuthenticator.Request, Id<Authenticator>>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "authenticator.start";
    protected internal override Effects Effects => Effects.NewCredential;

    protected override async Task<Result<Id<Authenticator>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var authenticators = context.Db.Authenticators;
        var accountId = context.Actor.AccountId!.Value;
        await authenticators.Where(row => row.AccountId == accountId && row.ConfirmedAt == null).ExecuteDeleteAsync(ct);
        if (await authenticators.CountAsync(row => row.AccountId == accountId, ct) >= Authenticator.Most)
            return SecondFactorProblems.TooMany(Authenticator.Most);
        var started = Authenticator.Begin(accountId, cipher, context.Now);
        authenticators.Add(started);
        context.Note(started.Id.ToString(), "Authenticator app started");
        return started.Id;
    }
}
