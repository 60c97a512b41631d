using App.Organizations;
using Microsoft.Extensions.Caching.Memory;

namespace App.ApiKeys;

/// <summary>
/// Revokes an API key and all keys that it created, permanently. They stop working within a second, and so do the open
/// invitations that they sent.
/// </summary>
public sealed class RevokeApiKey(Gate gate, IMemoryCache cache) : Operation<RevokeApiKey.Request, Done>(gate)
{
    public sealed record Request(Id<ApiKey> Id) : IRequest;

    protected internal override Access Access => Access.Member(ApiKeyPermissions.Change);
    protected internal override string Action => KeyRevocation.Action;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, ct) is not { RevokedAt: null } key)
            return Problem.Missing("The API key");
        var before = ApiKeyView.Of(key);
        key.Revoke(context.Now);
        context.Note(key.Id.ToString(), key.Name, before, ApiKeyView.Of(key));
        await InvitationStore.RevokeOfAsync(context, key.Id.ToString(), ct);
        await KeyRevocation.OfDescendantsAsync(key, context, ct);
        context.AfterCommit(() => cache.Remove(Authentication.Of(new Credential.ApiKey(key.Hash))));
        return new Done();
    }
}
