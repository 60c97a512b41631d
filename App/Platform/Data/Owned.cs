namespace App.Platform;

/// <summary>A row of one organization. Its table carries the organization in every key and is under row level security.</summary>
public interface IOwned
{
    Guid OrganizationId { get; }
}

/// <summary>A row that is put away rather than deleted, because history still names it.</summary>
public interface IArchivable
{
    DateTimeOffset? ArchivedAt { get; }
}
