using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.ApiKeys;

/// <summary>One key, revoked ones too.</summary>
public sealed class GetApiKey(Gate gate) : Query<GetApiKey.Request, ApiKeyView>(gate)
{
    public sealed record Request(Id<ApiKey> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => ApiKeyPermissions.Read;
    protected internal override string Action => "key.get";

    protected override async Task<Result<ApiKeyView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.ApiKeys.SingleOrDefaultAsync(key => key.Id == request.Id, ct) is { } key ? ApiKeyView.Of(key) : Problem.Missing("The API key");
}
