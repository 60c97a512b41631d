namespace App.Backstage;

/// <summary>The states of a job. Hangfire calls them Enqueued, Scheduled, Processing, Succeeded, Failed and Deleted.</summary>
public enum JobState { Queued, Scheduled, Running, Succeeded, Failed, Discarded }

static class JobStates
{
    /// <summary>The state that Hangfire stores under this name; null for one that nothing here uses.</summary>
    public static JobState? Of(string? name) => name switch
    {
        "Enqueued" => JobState.Queued,
        "Scheduled" => JobState.Scheduled,
        "Processing" => JobState.Running,
        "Succeeded" => JobState.Succeeded,
        "Failed" => JobState.Failed,
        "Deleted" => JobState.Discarded,
        _ => null,
    };

    /// <summary>The state as pills know it. Emails have a state "queued" of their own.</summary>
    public static string PillOf(string? name) => Of(name) switch
    {
        JobState.Queued => "enqueued",
        { } state => state.ToString(),
        null => name ?? "",
    };

    /// <summary>The state in words.</summary>
    public static string TextOf(string? name) => Of(name)?.ToString() ?? name ?? "Unknown";
}
