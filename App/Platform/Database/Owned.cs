namespace App.Platform.Database;

/// <summary>
/// Marks a row that belongs to one organization. Its table has the organization in every key and is protected by row level
/// security.
/// </summary>
public interface IOwned
{
    Guid OrganizationId { get; }
}

/// <summary>Marks a row that is archived instead of deleted, because history still refers to it.</summary>
public interface IArchivable
{
    DateTimeOffset? ArchivedAt { get; }
}
