using NpgsqlTypes;

namespace App.ApiKeys;

/// <summary>Resolves API keys. The key determines the organization.</summary>
sealed class ApiKeyResolver : ICredentialResolver
{
    public Type Credential => typeof(Credential.ApiKey);

    public IReadOnlyList<AccessKind> ValidFor => [AccessKind.Member];

    public string Function => "enter_by_key";

    public async Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct)
    {
        var key = (Credential.ApiKey)credential;
        await using var reader = await lookup.CallAsync(
            Function, ct, (key.Hash, NpgsqlDbType.Bytea), (lookup.Now, NpgsqlDbType.TimestampTz));
        if (!await reader.ReadAsync(ct))
            return null;
        var organization = lookup.OrganizationOf(reader);
        var id = TypeId.Format("key", reader.GetGuid(5));
        var name = reader.GetString(6);
        var role = lookup.Permissions.RoleOf(reader);
        var scopes = reader.GetFieldValue<string[]>(9);
        var actor = new Actor(ActorKind.ApiKey, id, name, null, null, role, lookup.Permissions.Of(role, scopes))
        {
            Scopes = scopes,
        };
        return new(actor, organization);
    }
}
