using App.Platform;
using Hangfire.Common;

namespace App.Backstage;

/// <summary>Values as Hangfire stores them.</summary>
static class HangfireValues
{
    /// <summary>Hangfire hands out times in UTC without always saying so.</summary>
    public static DateTimeOffset? Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;

    /// <summary>A time in the data of a state.</summary>
    public static DateTimeOffset? Time(IDictionary<string, string>? data, string name) =>
        data?.TryGetValue(name, out var text) == true ? Utc(JobHelper.DeserializeNullableDateTime(text)) : null;

    /// <summary>A text in the data of a state.</summary>
    public static string? Text(IDictionary<string, string>? data, string name) =>
        data?.TryGetValue(name, out var text) == true ? text : null;

    /// <summary>
    /// What a job failed with: a type, never a message that others wrote. <see cref="JobHost"/> puts the type of the exception
    /// that it caught into the message of its own.
    /// </summary>
    public static string? Failure(string? type, string? message) =>
        type == typeof(JobFailedException).FullName ? message : type?.Split('.')[^1];
}
