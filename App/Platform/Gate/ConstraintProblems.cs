using Npgsql;

namespace App.Platform;

/// <summary>
/// What it means to a caller when PostgreSQL refuses a row: constraint name → problem, declared by the features. The last word in
/// a race, where checking first is not enough.
/// </summary>
public sealed class ConstraintProblems(IEnumerable<KeyValuePair<string, Problem>> problems)
{
    readonly Dictionary<string, Problem> byConstraint = problems.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Problem> All => byConstraint;

    public Problem? Find(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException as PostgresException) is { ConstraintName: { } name } ? byConstraint.GetValueOrDefault(name) : null;
}
