using System.Text.Json.Serialization;

namespace App.Platform.Ui;

/// <summary>What the staff shell shows around every page: which organization, who is signed in, what they may see.</summary>
public sealed record StaffFrame(
    string Slug,
    string OrganizationName,
    string MemberName,
    string MemberEmail,
    IReadOnlyList<OrganizationLink> Organizations,
    IReadOnlyList<string> Permissions)
{
    /// <summary>IANA name of the zone in which times are shown; stored times are UTC.</summary>
    public string ZoneName { get; init; } = "UTC";

    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    public string Currency { get; init; } = "EUR";

    public string Href(string path) => path.Length == 0 ? $"/{Slug}" : $"/{Slug}/{path}";

    /// <summary>Whether to show a control. A hidden button is courtesy; the Gate is the check.</summary>
    public bool May(string? permission) => permission is null || Permissions.Contains(permission);
}

public sealed record OrganizationLink(string Slug, string Name);

/// <summary>The socket that the organizations feature fills. An unknown slug and a foreign one are refused alike.</summary>
public delegate Task<Result<StaffFrame>> FindStaffFrame(string slug, CancellationToken ct);
