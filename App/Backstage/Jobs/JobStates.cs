namespace App.Backstage;

/// <summary>Translates Hangfire's names of states.</summary>
static class JobStates
{
    /// <summary>Returns the state for one of Hangfire's names; null for a name that we do not use.</summary>
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

    /// <summary>Returns the display name of a state.</summary>
    public static string TextOf(string? name) => Of(name)?.ToString() ?? name ?? "Unknown";
}
