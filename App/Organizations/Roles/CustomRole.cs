namespace App.Organizations;

/// <summary>
/// Represents a role that an organization has composed from permissions. A deleted role stays as a row, because former
/// invitations name it.
/// </summary>
public sealed class CustomRole : IOwned, IIdentified
{
    public static string IdPrefix => PermissionCatalog.CustomRolePrefix;

    public const int LongestName = 40, LongestDescription = 200;

    /// <summary>The most custom roles that an organization can have.</summary>
    public const int Most = 50;

    CustomRole() { }

    internal static CustomRole Compose(RoleDraft draft, DateTimeOffset now)
    {
        var role = new CustomRole { Id = Id<CustomRole>.New(now), CreatedAt = now };
        role.Describe(draft, now);
        return role;
    }

    public Guid OrganizationId { get; private set; }
    public Id<CustomRole> Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Identifies the name however it is typed; see <see cref="TextKey"/>. Unique among roles that exist.</summary>
    public string NameKey { get; private set; } = "";
    public string? Description { get; private set; }

    /// <summary>Gets the names of its permissions, in alphabetical order.</summary>
    public IReadOnlyList<string> Permissions { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Changes the role, and with it the rights of those who have it.</summary>
    internal void Become(RoleDraft draft, DateTimeOffset now) => Describe(draft, now);

    void Describe(RoleDraft draft, DateTimeOffset now)
    {
        Name = draft.Name.Trim();
        NameKey = TextKey.Of(Name)!;
        Description = string.IsNullOrWhiteSpace(draft.Description) ? null : draft.Description.Trim();
        Permissions = [.. draft.Permissions.Distinct().Order(StringComparer.Ordinal)];
        UpdatedAt = now;
    }

    public void Delete(DateTimeOffset now) => DeletedAt = UpdatedAt = now;
}
