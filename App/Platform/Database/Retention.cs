using System.Globalization;

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
public sealed record RetentionRule(string Table, string Key, string Condition, TimeSpan Age)
{
    /// <summary>Declares rows that are kept for a time which the installation can change.</summary>
    public RetentionRule(string table, string key, string condition, RetentionPeriod period)
        : this(table, key, condition, TimeSpan.FromDays(period.Days)) => Period = period;

    /// <summary>Gets the period that the installation can change; null if the age is fixed.</summary>
    public RetentionPeriod? Period { get; }

    /// <summary>Returns how long the rows are kept in this installation.</summary>
    public TimeSpan AgeIn(IConfiguration configuration) => Period?.In(configuration) ?? Age;
}

/// <summary>Defines for how many days rows are kept. An installation can change it with a setting.</summary>
/// <param name="Setting">Name of the environment variable.</param>
/// <param name="Days">Number of days if the variable is not set.</param>
public sealed record RetentionPeriod(string Setting, int Days)
{
    /// <summary>Limits a period: ten years.</summary>
    public const int Longest = 3650;

    /// <summary>Defines how long sessions of staff and of shoppers are kept after their end.</summary>
    public static readonly RetentionPeriod Sessions = new("Retention__SessionDays", 90);

    /// <summary>Defines how long the entries of accounts about sign-ins and changes are kept.</summary>
    public static readonly RetentionPeriod AccountEntries = new("Retention__AccountEntryDays", 365);

    /// <summary>Defines how long security events are kept after they were last seen.</summary>
    public static readonly RetentionPeriod SecurityEvents = new("Retention__SecurityEventDays", 90);

    public static readonly IReadOnlyList<RetentionPeriod> All = [Sessions, AccountEntries, SecurityEvents];

    /// <summary>Returns the period in this installation. Throws if the setting has a fault.</summary>
    public TimeSpan In(IConfiguration configuration) =>
        TimeSpan.FromDays(DaysIn(configuration) ?? throw new InvalidOperationException(FaultIn(configuration)));

    /// <summary>Returns what is wrong with the setting; null if it is valid or not set.</summary>
    public string? FaultIn(IConfiguration configuration) => DaysIn(configuration) is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Setting} must be a whole number of days from 1 to {Longest}.")
        : null;

    int? DaysIn(IConfiguration configuration)
    {
        var text = configuration[Setting.Replace("__", ":", StringComparison.Ordinal)];
        if (string.IsNullOrEmpty(text))
            return Days;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Longest
            ? days
            : null;
    }
}
