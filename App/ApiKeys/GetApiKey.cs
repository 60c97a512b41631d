using App.Platform;

namespace App.ApiKeys;

/// <summary>One key, revoked ones too.</summary>
public sealed class GetApiKey(Gate gate) : Query<GetApiKey.Request, ApiKeyView>(gate)
{
    static readonly RowById<ApiKey, ApiKeyView> Row = new(key => ApiKeyView.Of(key));

    public sealed record Request(Id<ApiKey> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => ApiKeyPermissions.Read;
    protected internal override string Action => "key.get";

    protected override async Task<Result<ApiKeyView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } key ? key : Problem.Missing("The API key");
}
