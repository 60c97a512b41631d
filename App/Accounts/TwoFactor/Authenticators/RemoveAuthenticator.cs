using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Removes an authenticator app. Its codes stop working.</summary>
public sealed class RemoveAuthenticator(Gate gate, SecondFactors factors) : Operation<RemoveAuthenticator.Request, Done>(gate)
{
    public sealed record Request(Id<Authenticator> Id) : IRequest;

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "authenticator.remove";
    protected internal override Effects Effects => Effects.LessProtection;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Actor.AccountId!.Value;
        var app = await context.Db.Authenticators
            .SingleOrDefaultAsync(row => row.Id == request.Id && row.AccountId == accountId && row.ConfirmedAt != null, ct);
        if (app is null)
            return Problem.Missing("The authenticator app");
        context.Db.Authenticators.Remove(app);
        await factors.RemovedAsync(context, accountId, ct);
        await factors.TellAsync(context, accountId, SecondFactorChange.AppRemoved, app.Name, ct);
        context.Note(app.Id.ToString(), app.Name, before: AuthenticatorView.Of(app));
        return new Done();
    }
}
