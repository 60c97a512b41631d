namespace App.Platform.Database;

/// <summary>Declares which old rows are deleted, and when. A scheduled job deletes them in batches.</summary>
/// <param name="Name">Name of the schedule, such as "prune carts". Hangfire stores it, so it must not change.</param>
/// <param name="Cron">Cron expression in UTC: minute, hour, day of month, month, weekday.</param>
/// <param name="Rules">The rows to delete, in this order.</param>
public sealed record Retention(string Name, string Cron, params IReadOnlyList<RetentionRule> Rules);

/// <summary>Declares when the rows of a table are old.</summary>
/// <param name="Table">Table to delete from, with its schema if that is not the public one.</param>
/// <param name="Key">Columns of its primary key.</param>
/// <param name="Condition">SQL condition on the rows to delete; $1 is the present time less <paramref name="Age"/>.</param>
/// <param name="Age">How long the rows are kept.</param>
public sealed record RetentionRule(string Table, string Key, string Condition, TimeSpan Age);
