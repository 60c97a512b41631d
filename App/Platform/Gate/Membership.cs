using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Platform;

/// <summary>One organization that an account is an active member of.</summary>
/// <param name="OrganizationId">Its id.</param>
/// <param name="Slug">Its address.</param>
/// <param name="Name">For people.</param>
/// <param name="Role">The account's there.</param>
/// <param name="Others">How many other members there are.</param>
/// <param name="OtherOwners">How many of them are owners.</param>
public sealed record Membership(Guid OrganizationId, string Slug, string Name, Role Role, long Others, long OtherOwners)
{
    /// <summary>As the API shows it.</summary>
    public string PublicId => TypeId.Format("org", OrganizationId);

    /// <summary>All of an account's, by name, before any organization is entered: one of the doors.</summary>
    public static async Task<IReadOnlyList<Membership>> OfAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select * from platform.memberships($1) order by name, organization_id", (NpgsqlConnection)pass.Db.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = accountId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Membership>();
        while (await reader.ReadAsync(ct))
            found.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), Enum.Parse<Role>(reader.GetString(3)), reader.GetInt64(4), reader.GetInt64(5)));
        return found;
    }
}
