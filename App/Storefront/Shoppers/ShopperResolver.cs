using System.Collections.Frozen;
using NpgsqlTypes;

namespace App.Storefront;

/// <summary>
/// Resolves callers at a storefront: to a shopper, or to a visitor if the session does not belong to the storefront. An unknown
/// slug has no organization.
/// </summary>
sealed class ShopperResolver : ICredentialResolver
{
    static readonly Actor Visitor = new(ActorKind.Shopper, "visitor", "Visitor", null, null, null, FrozenSet<string>.Empty);

    public Type Credential => typeof(Credential.Storefront);

    public IReadOnlyList<AccessKind> ValidFor => [AccessKind.Visitor, AccessKind.Shopper];

    public string Function => "enter_storefront";

    public async Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct)
    {
        var storefront = (Credential.Storefront)credential;
        await using var reader = await lookup.CallAsync(
            Function, ct,
            (storefront.Slug, NpgsqlDbType.Text),
            (storefront.SessionId, NpgsqlDbType.Uuid),
            (lookup.Now, NpgsqlDbType.TimestampTz));
        if (!await reader.ReadAsync(ct))
            return new(Visitor, null);
        var organization = lookup.OrganizationOf(reader);
        if (await reader.IsDBNullAsync(5, ct))
            return new(Visitor, organization);
        var shopper = Visitor with
        {
            Id = TypeId.Format("shp", reader.GetGuid(5)),
            Name = reader.GetString(6),
            CustomerId = reader.GetGuid(7),
            SessionId = reader.GetGuid(8),
        };
        return new(shopper, organization);
    }
}
