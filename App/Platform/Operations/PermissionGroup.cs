namespace App.Platform.Operations;

/// <summary>Holds the permissions of one feature, under the name of the feature.</summary>
public sealed record PermissionGroup(string Title, IReadOnlyList<Permission> Permissions);
