using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Reads the roles of the organization, built-in and custom.</summary>
public sealed class RoleStore(PermissionCatalog catalog)
{
    /// <summary>Returns all roles: the built-in ones first, then the custom ones by name.</summary>
    public async Task<IReadOnlyList<RoleEntry>> AllAsync(OperationContext context, CancellationToken ct)
    {
        var custom = await Existing(context.Db).OrderBy(role => role.NameKey).ToListAsync(ct);
        return [.. RoleCatalog.All, .. custom.Select(RoleEntry.Of)];
    }

    /// <summary>
    /// Returns a role to be given to somebody; null if it is unknown or deleted. A custom one is locked, so it cannot be deleted
    /// before the end of the transaction.
    /// </summary>
    public async Task<RoleEntry?> HoldAsync(OperationContext context, RoleKey key, CancellationToken ct)
    {
        if (key.CustomId is not { } id)
            return RoleCatalog.Of(key.BuiltIn);
        return await context.LockAsync(id, ct) is { DeletedAt: null } role ? RoleEntry.Of(role) : null;
    }

    /// <summary>Returns the role as the Gate sees it.</summary>
    public RolePermissions PermissionsOf(RoleEntry entry) => entry.Custom is { } custom
        ? catalog.Custom(custom.Id.ToString(), custom.Name, custom.Permissions)
        : catalog.Of(entry.Key.BuiltIn.ToString());

    /// <summary>Returns the custom roles of the organization of the transaction, for the explanation of a refusal.</summary>
    internal static async Task<IReadOnlyList<RolePermissions>> CustomAsync(
        AppDb db, PermissionCatalog catalog, CancellationToken ct)
    {
        var found = await Existing(db).OrderBy(role => role.NameKey).AsNoTracking().ToListAsync(ct);
        return [.. found.Select(role => catalog.Custom(role.Id.ToString(), role.Name, role.Permissions))];
    }

    static IQueryable<CustomRole> Existing(AppDb db) => db.CustomRoles.Where(role => role.DeletedAt == null);
}
