using NpgsqlTypes;

namespace App.Organizations;

/// <summary>
/// Resolves background work that a member began, to that member with the permissions of now. It is refused once the membership
/// has ended.
/// </summary>
sealed class OnBehalfResolver : ICredentialResolver
{
    public Type Credential => typeof(Credential.OnBehalf);

    public IReadOnlyList<AccessKind> ValidFor => [AccessKind.Member];

    public string Function => "enter_by_member";

    public async Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct)
    {
        var (organizationId, memberId) = (Credential.OnBehalf)credential;
        await using var row = await lookup.CallAsync(
            Function, ct, (organizationId, NpgsqlDbType.Uuid), (memberId, NpgsqlDbType.Uuid));
        if (!await row.ReadAsync(ct) || lookup.OrganizationOf(row) is not { } organization)
            return null;
        var role = lookup.Permissions.RoleOf(row);
        var actor = new Actor(
            ActorKind.Member, TypeId.Format(Member.IdPrefix, memberId), row.GetString(6), row.GetGuid(7), null, role,
            role.Permissions)
        {
            LacksFactor = row.GetBoolean(9),
        };
        return new(actor, organization);
    }
}
