using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>
/// Creates a new signing key for a realm. It starts to sign after five minutes, when all clients know it. Tokens of the old key
/// stay valid until they expire, so no one is signed out.
/// </summary>
public sealed class RotateSigningKeys(Gate gate, SigningKeys keys) : Operation<RotateSigningKeys.Request, Done>(gate)
{
    public sealed record Request(Realm Realm) : IRequest;

    protected internal override Access Access => Access.System;
    protected internal override string Action => "signing_key.rotate";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var rows = context.Db.Set<SigningKey>();
        var realm = request.Realm;
        var deleteBefore = context.Now - SigningKeys.Remembered;
        await rows
            .Where(key => key.Realm == realm && rows.Any(next =>
                next.Realm == realm && next.SignsFrom > key.SignsFrom && next.SignsFrom < deleteBefore))
            .ExecuteDeleteAsync(ct);
        var successor = keys.Successor(realm, context.Now);
        rows.Add(successor);
        context.Note(successor.Id, $"{realm} signing key", after: new { successor.Id, successor.Realm, successor.SignsFrom });
        return new Done();
    }
}
