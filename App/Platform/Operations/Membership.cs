using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Platform.Operations;

/// <summary>Describes one organization that an account is a member of.</summary>
/// <param name="OrganizationId">Id of the organization in the database.</param>
/// <param name="Slug">First segment of the URL of its staff pages.</param>
/// <param name="Name">Display name of the organization.</param>
/// <param name="Role">Role of the account in the organization.</param>
/// <param name="Others">Number of other active members.</param>
/// <param name="OthersInRole">Number of other active members with the same role.</param>
public sealed record Membership(
    Guid OrganizationId, string Slug, string Name, RolePermissions Role, long Others, long OthersInRole)
{
    /// <summary>Gets the TypeID of the organization.</summary>
    public string PublicId => TypeId.Format("org", OrganizationId);

    /// <summary>Returns an account's active memberships ordered by name. It works in calls that have no organization.</summary>
    public static Task<IReadOnlyList<Membership>> OfAsync(OperationContext context, Guid accountId, CancellationToken ct) =>
        ReadAsync(context, accountId, withSuspended: false, ct);

    /// <summary>Returns an account's memberships, those that are suspended included, for the deletion of the account.</summary>
    public static Task<IReadOnlyList<Membership>> AllOfAsync(OperationContext context, Guid accountId, CancellationToken ct) =>
        ReadAsync(context, accountId, withSuspended: true, ct);

    static async Task<IReadOnlyList<Membership>> ReadAsync(
        OperationContext context, Guid accountId, bool withSuspended, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)context.Db.Database.GetDbConnection();
        await using var command = new NpgsqlCommand(
            "select * from platform.memberships($1, $2) order by name, organization_id", connection);
        command.Parameters.Add(new() { Value = accountId });
        command.Parameters.Add(new() { Value = withSuspended });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Membership>();
        while (await reader.ReadAsync(ct))
            found.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), context.Permissions.RoleOf(reader),
                reader.GetInt64(4), reader.GetInt64(5)));
        return found;
    }
}
