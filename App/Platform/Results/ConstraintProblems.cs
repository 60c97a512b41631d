using Npgsql;

namespace App.Platform.Results;

/// <summary>
/// Maps the names of PostgreSQL constraints to the problems that features declare for them. In a race, a check before the write
/// is not enough, and the constraint decides.
/// </summary>
public sealed class ConstraintProblems(IEnumerable<KeyValuePair<string, Problem>> problems)
{
    readonly Dictionary<string, Problem> byConstraint =
        problems.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Problem> All => byConstraint;

    /// <summary>Returns the problem of the violated constraint; null if no feature declares one.</summary>
    public Problem? Find(Exception failure)
    {
        var violation = failure as PostgresException ?? failure.InnerException as PostgresException;
        return violation?.ConstraintName is { } name ? byConstraint.GetValueOrDefault(name) : null;
    }
}
