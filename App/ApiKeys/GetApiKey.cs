namespace App.ApiKeys;

/// <summary>Returns an API key, revoked or not.</summary>
public sealed class GetApiKey(Gate gate) : GetById<ApiKey, ApiKeyView>(gate, Row, "The API key")
{
    static readonly CompiledLookup<ApiKey, ApiKeyView> Row = new(key => ApiKeyView.Of(key));

    protected internal override Access Access => Access.Member(ApiKeyPermissions.Read);
    protected internal override string Action => "key.get";
}
