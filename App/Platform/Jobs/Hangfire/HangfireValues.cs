using Hangfire.Common;

namespace App.Platform.Jobs;

/// <summary>Reads values that Hangfire stores.</summary>
static class HangfireValues
{
    /// <summary>Converts a time of Hangfire, which is always in UTC but not always marked as such.</summary>
    public static DateTimeOffset? Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;

    /// <summary>Reads a time from the data of a state.</summary>
    public static DateTimeOffset? Time(IDictionary<string, string>? data, string name) =>
        data?.TryGetValue(name, out var text) == true ? Utc(JobHelper.DeserializeNullableDateTime(text)) : null;

    /// <summary>Reads a text from the data of a state.</summary>
    public static string? Text(IDictionary<string, string>? data, string name) =>
        data?.TryGetValue(name, out var text) == true ? text : null;

    /// <summary>
    /// Returns the type of the exception that a job failed with. Messages of other exceptions are not shown, because they can
    /// contain secrets. <see cref="JobHost"/> throws a <see cref="JobFailedException"/> whose message is the type of the
    /// exception that it caught.
    /// </summary>
    public static string? Failure(string? type, string? message) =>
        type == typeof(JobFailedException).FullName ? message : type?.Split('.')[^1];
}
