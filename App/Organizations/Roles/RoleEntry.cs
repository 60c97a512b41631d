namespace App.Organizations;

/// <summary>Describes a role, built-in or custom.</summary>
/// <param name="Key">Identifies the role.</param>
/// <param name="Name">Its name in lists and choices.</param>
/// <param name="InSentence">Its name within a sentence, such as in an invitation.</param>
/// <param name="Description">What people with this role do, in one sentence; null if nobody wrote it.</param>
/// <param name="Permissions">Names of its permissions.</param>
public sealed record RoleEntry(
    RoleKey Key, string Name, string InSentence, string? Description, IReadOnlySet<string> Permissions)
{
    /// <summary>Gets the row of a custom role; null for a built-in one.</summary>
    internal CustomRole? Custom { get; private init; }

    public bool IsOwner => Key == Role.Owner;

    internal static RoleEntry Of(CustomRole role) =>
        new(RoleKey.Of(role.Id), role.Name, role.Name, role.Description, role.Permissions.ToHashSet(StringComparer.Ordinal))
        {
            Custom = role,
        };

    /// <summary>
    /// Returns whether a member with this role may give or take away the other one: only roles without a permission that their
    /// own lacks. Owners can remove each other, so only an owner can make one.
    /// </summary>
    public bool Covers(RoleEntry other) => Permits(Permissions, IsOwner, other);

    /// <summary>Returns whether the actor may give, take away and change a role. API keys cannot do this with owners.</summary>
    public bool IsWithin(Actor actor) => actor.Kind == ActorKind.System
        || (actor.Role is { } own
            && Permits(own.Permissions, own.Role == nameof(Role.Owner) && actor.Kind != ActorKind.ApiKey, this));

    internal static bool Permits(IReadOnlySet<string> own, bool isOwner, RoleEntry other) =>
        other.Permissions.IsSubsetOf(own) && (isOwner || !other.IsOwner);
}
