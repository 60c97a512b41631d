namespace App.Platform.Ui;

/// <summary>
/// Declares what a feature adds to the timelines of records, such as webhook deliveries. Members without the permission do not
/// see it, which is only a convenience: the Gate enforces the permission.
/// </summary>
/// <param name="Permission">The name of the permission.</param>
/// <param name="Source">The <see cref="ITimelineSource"/> that loads the notes.</param>
public sealed record TimelinePart(string Permission, Type Source)
{
    public static TimelinePart Of<TSource>(string permission) where TSource : class, ITimelineSource =>
        new(permission, typeof(TSource));
}

/// <summary>Loads what a feature adds to the timeline of a record.</summary>
public interface ITimelineSource
{
    /// <param name="recordId">TypeID of the record.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<Result<IReadOnlyList<TimelineNote>>> LoadAsync(string recordId, CancellationToken ct);
}

/// <summary>Represents a delivery or an email in a timeline.</summary>
/// <param name="Id">TypeID of the delivery or email.</param>
/// <param name="At">The time when it was created.</param>
/// <param name="Title">What it is, such as "Email to ana@cafe.example".</param>
/// <param name="Href">Its page, relative to the organization.</param>
/// <param name="Status">Its status.</param>
public sealed record TimelineNote(string Id, DateTimeOffset At, string Title, string Href, StatusLabel Status)
{
    /// <summary>Gets the TypeID of the event below which the note is shown; null for an entry of its own.</summary>
    public string? EventId { get; init; }

    /// <summary>Gets whether the status is expected to change within a minute.</summary>
    public bool IsPending { get; init; }
}

/// <summary>Loads what all features add to the timeline of a record.</summary>
public sealed class TimelineNotes(IReadOnlyList<TimelinePart> parts, IServiceProvider services)
{
    /// <summary>
    /// Loads the notes that a member with these permissions sees, newest first. Returns the first problem if one occurs.
    /// </summary>
    /// <param name="may">Returns whether the member has the permission with this name.</param>
    /// <param name="recordId">TypeID of the record.</param>
    /// <param name="ct">Cancels the reads.</param>
    public async Task<Result<IReadOnlyList<TimelineNote>>> LoadAsync(
        Func<string, bool> may, string recordId, CancellationToken ct)
    {
        var notes = new List<TimelineNote>();
        foreach (var part in parts.Where(part => may(part.Permission)))
        {
            ct.ThrowIfCancellationRequested(); // a closed page has no services
            var source = (ITimelineSource)services.GetRequiredService(part.Source);
            var loaded = await source.LoadAsync(recordId, ct);
            if (!loaded.Succeeded)
                return loaded.Problem;
            notes.AddRange(loaded.Value);
        }
        return notes.OrderByDescending(note => note.At).ToList();
    }
}

static class TimelineNotesRegistration
{
    public static void AddTimelineNotes(this IServiceCollection services, IReadOnlyList<TimelinePart> all)
    {
        foreach (var part in all)
            services.AddTransient(part.Source);
        services.AddTransient(provider => new TimelineNotes(all, provider));
    }
}
