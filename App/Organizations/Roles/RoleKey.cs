using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace App.Organizations;

/// <summary>
/// Identifies a role of an organization: a built-in one by its name, such as <c>packer</c>, a custom one by its TypeID.
/// </summary>
[JsonConverter(typeof(TextValueConverter<RoleKey>))]
public readonly record struct RoleKey : ITextValue<RoleKey>, IParsable<RoleKey>
{
    RoleKey(Role builtIn, Id<CustomRole>? custom) => (BuiltIn, CustomId) = (builtIn, custom);

    /// <summary>Gets the built-in role, or <see cref="Role.Custom"/>.</summary>
    public Role BuiltIn { get; }

    /// <summary>Gets the ID of the custom role; null for a built-in one.</summary>
    public Id<CustomRole>? CustomId { get; }

    public static string Expected => "the name of a built-in role or the ID of a custom one";

    public static string Example => "packer";

    public static RoleKey Of(Id<CustomRole> id) => new(Role.Custom, id);

    /// <summary>Returns the key of a role as the Gate knows it.</summary>
    public static RoleKey Of(RolePermissions role) => OfStored(role.Role);

    /// <summary>Returns the key of a role by its stored name or ID; without one, that of a member.</summary>
    public static RoleKey OfStored(string? role)
    {
        if (Id<CustomRole>.TryRead(role, out var id))
            return Of(id);
        return role is null ? Role.Member : Enum.Parse<Role>(role);
    }

    public static implicit operator RoleKey(Role role) => role == Role.Custom || !Enum.IsDefined(role)
        ? throw new ArgumentOutOfRangeException(nameof(role), role, "This is not a built-in role.")
        : new(role, null);

    /// <summary>Reads the name of a built-in role or the ID of a custom one, which may be unknown.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out RoleKey key)
    {
        key = default;
        if (Id<CustomRole>.TryRead(text, out var id))
            key = Of(id);
        else if (text is not null && EnumNames<Role>.ByName.TryGetValue(text, out var role) && role != Role.Custom)
            key = role;
        else
            return false;
        return true;
    }

    /// <summary>
    /// Parses a key from a path. Other text becomes the key of a custom role that no organization has, so it is not found.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RoleKey result)
    {
        result = TryRead(s, out var key) ? key : Of(default(Id<CustomRole>));
        return s is not null;
    }

    public static RoleKey Parse(string s, IFormatProvider? provider) =>
        TryRead(s, out var key) ? key : throw new FormatException($"'{s}' is not {Expected}.");

    /// <summary>Returns the key as programs write it, in the API and in the URL of its page.</summary>
    public override string ToString() => CustomId?.ToString() ?? EnumNames<Role>.Names[BuiltIn];
}
