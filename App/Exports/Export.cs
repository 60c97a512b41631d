namespace App.Exports;

/// <summary>Lists the formats of exported files.</summary>
public enum ExportFormat { Csv, Xlsx }

/// <summary>
/// Says how far an export is. Failed means that the list has too many rows; stopped, that the member may no longer read it;
/// deleted, that somebody has deleted it and its file still has to be removed.
/// </summary>
public enum ExportState { Running, Finished, Failed, Stopped, Deleted }

/// <summary>
/// Represents a file with the rows of a list, which a job writes in the name of a member. It can be downloaded for 24 hours and
/// is then deleted.
/// </summary>
public sealed class Export : IOwned, IIdentified
{
    public static string IdPrefix => "exp";

    /// <summary>A file can be downloaded for this long after its export began.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The most exports of an organization that can run at the same time.</summary>
    public const int MostRunning = 5;

    /// <summary>Returns the most rows of a file. Spreadsheet programs are slow with more.</summary>
    public static int MostRowsOf(ExportFormat format) => format == ExportFormat.Xlsx ? 100_000 : 1_000_000;

    Export() { }

    internal static Export Begin(
        ExportList list, ExportFormat format, string filter, string? sort, Actor actor, CurrentOrganization organization,
        DateTimeOffset now) => new()
    {
        Id = Id<Export>.New(now),
        List = list.Name,
        Format = format,
        Filter = filter,
        Sort = sort,
        TimeZone = organization.TimeZone,
        MemberId = TypeId.TryParse("mem", actor.Id, out var member) ? member : throw new InvalidOperationException("No member."),
        MemberName = actor.Name,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<Export> Id { get; private set; }

    /// <summary>Name of the <see cref="ExportList"/>.</summary>
    public string List { get; private set; } = "";
    public ExportFormat Format { get; private set; }

    /// <summary>Holds the filter of the list as JSON.</summary>
    public string Filter { get; private set; } = "";

    /// <summary>Holds the order of the list; null for its own.</summary>
    public string? Sort { get; private set; }

    /// <summary>Holds the time zone of the organization, in which an XLSX file shows times.</summary>
    public string TimeZone { get; private set; } = "";
    public Guid MemberId { get; private set; }
    public string MemberName { get; private set; } = "";
    public ExportState State { get; private set; }

    /// <summary>Holds the number of rows that were read, and the cursor after them.</summary>
    public int Rows { get; private set; }
    public string? Cursor { get; private set; }

    /// <summary>Holds the number of parts that were stored. The finished file is made of them.</summary>
    public int Parts { get; private set; }

    /// <summary>Holds the size of the finished file in bytes; null before that.</summary>
    public long? Size { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset ExpiresAt => CreatedAt + Kept;

    public void Delete(DateTimeOffset now)
    {
        State = ExportState.Deleted;
        EndedAt ??= now;
        UpdatedAt = now;
    }
}
