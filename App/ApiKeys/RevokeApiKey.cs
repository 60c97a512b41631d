using App.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace App.ApiKeys;

/// <summary>The key stops working, at once and for good.</summary>
public sealed class RevokeApiKey(Gate gate, IMemoryCache cache) : Operation<RevokeApiKey.Request, Done>(gate)
{
    public sealed record Request(Id<ApiKey> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => ApiKeyPermissions.Change;
    protected internal override string Action => "key.revoke";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.ApiKeys.SingleOrDefaultAsync(key => key.Id == request.Id && key.RevokedAt == null, ct) is not { } key)
            return Problem.Missing("The API key");
        var before = ApiKeyView.Of(key);
        key.Revoke(pass.Now);
        pass.Note(key.Id.ToString(), key.Name, before, ApiKeyView.Of(key));
        pass.OnceCommitted(() => cache.Remove(Authentication.Of(new Credential.ApiKey(key.Hash))));
        return new Done();
    }
}
