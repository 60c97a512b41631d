namespace App.ApiKeys;

/// <summary>Returns an API key, revoked or not.</summary>
public sealed class GetApiKey(Gate gate) : Query<GetApiKey.Request, ApiKeyView>(gate)
{
    static readonly CompiledLookup<ApiKey, ApiKeyView> Row = new(key => ApiKeyView.Of(key));

    public sealed record Request(Id<ApiKey> Id) : IRequest;

    protected internal override Access Access => Access.Member(ApiKeyPermissions.Read);
    protected internal override string Action => "key.get";

    protected override async Task<Result<ApiKeyView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } key ? key : Problem.Missing("The API key");
}
