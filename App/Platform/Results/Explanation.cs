namespace App.Platform.Results;

/// <summary>Explains why a caller may not do something, and who can change that.</summary>
/// <param name="Permission">Name of the missing permission.</param>
/// <param name="Rules">Rules that were checked, in their order. The caller needs all of them to allow it.</param>
/// <param name="RolesWithIt">Roles that have the permission.</param>
/// <param name="GrantedBy">Roles whose members can give somebody one of these roles.</param>
public sealed record Explanation(
    string Permission, IReadOnlyList<Explanation.Rule> Rules, IReadOnlyList<string> RolesWithIt,
    IReadOnlyList<string> GrantedBy)
{
    /// <summary>Names what a rule checks: the role of the caller, or a scope of the API key.</summary>
    public enum RuleKind { Role, Scope }

    /// <param name="Kind">What the rule checks.</param>
    /// <param name="Name">The role of the member or of the key's creator, or the scope that includes the permission.</param>
    /// <param name="Allows">False if this is why the caller may not.</param>
    public sealed record Rule(RuleKind Kind, string Name, bool Allows);
}
