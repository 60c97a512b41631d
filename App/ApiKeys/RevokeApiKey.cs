using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace App.ApiKeys;

/// <summary>Revokes an API key permanently. It stops working within a second.</summary>
public sealed class RevokeApiKey(Gate gate, IMemoryCache cache) : Operation<RevokeApiKey.Request, Done>(gate)
{
    public sealed record Request(Id<ApiKey> Id) : IRequest;

    protected internal override Access Access => Access.Member(ApiKeyPermissions.Change);
    protected internal override string Action => "key.revoke";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var keys = context.Db.ApiKeys.Where(row => row.RevokedAt == null);
        if (await keys.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } key)
            return Problem.Missing("The API key");
        var before = ApiKeyView.Of(key);
        key.Revoke(context.Now);
        context.Note(key.Id.ToString(), key.Name, before, ApiKeyView.Of(key));
        context.AfterCommit(() => cache.Remove(Authentication.Of(new Credential.ApiKey(key.Hash))));
        return new Done();
    }
}
