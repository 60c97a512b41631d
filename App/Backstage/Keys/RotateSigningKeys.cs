using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>
/// A realm's ring gets a new key, which signs once everybody knows it. Tokens of the old one run out by themselves: nobody is signed out.
/// </summary>
public sealed class RotateSigningKeys(Gate gate, SigningKeys keys) : Operation<RotateSigningKeys.Request, Done>(gate)
{
    public sealed record Request(Realm Realm) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "signing_key.rotate";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var rows = pass.Db.Set<SigningKey>();
        var (realm, forgotten) = (request.Realm, pass.Now - SigningKeys.Remembered);
        await rows.Where(key => key.Realm == realm && rows.Any(next => next.Realm == realm && next.SignsFrom > key.SignsFrom && next.SignsFrom < forgotten)).ExecuteDeleteAsync(ct);
        var successor = keys.Successor(realm, pass.Now);
        rows.Add(successor);
        pass.Note(successor.Id, $"{realm} signing key", after: new { successor.Id, successor.Realm, successor.SignsFrom });
        return new Done();
    }
}
