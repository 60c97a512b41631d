namespace App.Organizations.Parts;

/// <summary>Holds the input of the form of a custom role.</summary>
public sealed class RoleDraftModel
{
    public string? Name { get; set; }
    public string? Description { get; set; }

    /// <summary>Gets or sets the names of the chosen permissions, in alphabetical order.</summary>
    public IReadOnlyList<string> Permissions { get; set; } = [];

    public static RoleDraftModel Of(RoleDescription role) => new()
    {
        Name = role.Name,
        Description = role.Description,
        Permissions = role.Permissions,
    };

    /// <summary>Chooses a permission or takes it away, and with it those that need it or that it needs.</summary>
    /// <param name="permission">Name of the permission.</param>
    /// <param name="on">Whether the role is to have it.</param>
    /// <param name="all">Names of all permissions.</param>
    public void Set(string permission, bool on, IReadOnlySet<string> all)
    {
        var needed = RoleDraft.NeededBy(permission, all);
        var changed = on
            ? Permissions.Append(permission).Concat(needed is null ? [] : [needed])
            : Permissions.Where(other => other != permission && RoleDraft.NeededBy(other, all) != permission);
        Permissions = [.. changed.Distinct().Order(StringComparer.Ordinal)];
    }

    public RoleDraft ToRequest() => new(Name ?? "", Permissions, Description);

    public UpdateRole.Changes ToChanges() => new(Name ?? "", Permissions) { Description = Description };
}
