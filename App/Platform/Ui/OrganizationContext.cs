using System.Text.Json.Serialization;

namespace App.Platform.Ui;

/// <summary>
/// Holds what the staff shell shows around every page: the organization, the signed-in member and their permissions.
/// </summary>
public sealed record OrganizationContext(
    string Slug,
    string OrganizationName,
    string MemberName,
    string MemberEmail,
    IReadOnlyList<OrganizationLink> Organizations,
    IReadOnlyList<string> Permissions)
{
    /// <summary>The page with all organizations of the account, for someone who has no access to this one any more.</summary>
    public const string OthersHref = "/select?all=true";

    /// <summary>Gets the id of the organization in the database, for <see cref="LiveUpdates"/>.</summary>
    public Guid Id { get; init; }

    /// <summary>Gets the TypeID of the signed-in member.</summary>
    public string MemberId { get; init; } = "";

    /// <summary>Gets the stored name of the role of the signed-in member; the TypeID of a custom one.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the name of that role on pages.</summary>
    public string? RoleName { get; init; }

    /// <summary>Gets the IANA name of the time zone in which times are shown. Stored times are UTC.</summary>
    public string ZoneName { get; init; } = "UTC";

    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    public string Currency { get; init; } = "EUR";

    /// <summary>Returns whether a member has the same role and permissions in another context of the organization.</summary>
    public bool HasSameRights(OrganizationContext other) => Role == other.Role && Permissions.SequenceEqual(other.Permissions);

    public string Href(string path) => path.Length == 0 ? $"/{Slug}" : $"/{Slug}/{path}";

    /// <summary>Returns a link to a page for a toast; null if the member may not use it.</summary>
    public ToastLink? Next(string text, string path, string permission) => May(permission) ? new(text, Href(path)) : null;

    /// <summary>
    /// Returns true if a control should be shown. Hiding it is only a convenience: the Gate enforces the permission.
    /// </summary>
    public bool May(string? permission) => permission is null || Permissions.Contains(permission);
}

public sealed record OrganizationLink(string Slug, string Name);

/// <summary>
/// Loads the context of the organization with this slug. The organizations feature implements it. An unknown slug and the slug of
/// another organization return the same problem, so the answer doesn't reveal which organizations exist.
/// </summary>
public delegate Task<Result<OrganizationContext>> FindOrganizationContext(string slug, CancellationToken ct);

/// <summary>
/// Fails with <c>forbidden</c> and its explanation if the signed-in member lacks a permission. The organizations feature
/// implements it.
/// </summary>
public delegate Task<Result<Done>> RequirePermission(Permission permission, CancellationToken ct);
