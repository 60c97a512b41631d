namespace App.Organizations;

/// <summary>Describes a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="Name">Its name in lists and choices.</param>
/// <param name="InSentence">Its name within a sentence, such as in an invitation.</param>
/// <param name="Description">What people with this role do, in one sentence.</param>
/// <param name="Permissions">Names of its permissions.</param>
public sealed record RoleEntry(
    Role Role, string Name, string InSentence, string Description, IReadOnlySet<string> Permissions)
{
    /// <summary>
    /// Returns whether a member with this role may give or take away the other one: only roles without a permission that their
    /// own lacks. Owners can remove each other, so only an owner can make one.
    /// </summary>
    public bool Covers(RoleEntry other) =>
        other.Permissions.IsSubsetOf(Permissions) && (other.Role != Role.Owner || Role == Role.Owner);
}
