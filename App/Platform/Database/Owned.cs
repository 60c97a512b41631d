namespace App.Platform.Database;

/// <summary>
/// Marks a row that belongs to one organization. Its table has the organization in every key and is protected by row level
/// security.
/// </summary>
public interface IOwned
{
    Guid OrganizationId { get; }
}

/// <summary>
/// Marks a row of background work that belongs to one organization or to none, such as an email to an account. Row level security
/// shows a caller only the rows of the current organization, and accepts new rows of that organization or of none. The role of
/// background work bypasses it.
/// </summary>
public interface IPartlyOwned
{
    Guid? OrganizationId { get; }
}

/// <summary>
/// Marks a row that names an organization which may not exist yet, such as a slug that is claimed first. It has the row level
/// security of other rows, but no foreign key to the organization.
/// </summary>
public interface IClaimed
{
    Guid OrganizationId { get; }
}

/// <summary>Marks a row that is archived instead of deleted, because history still refers to it.</summary>
public interface IArchivable
{
    DateTimeOffset? ArchivedAt { get; }
}
