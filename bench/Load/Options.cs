using System.Globalization;

namespace Load;

/// <summary>Options of <c>bench/run</c>, read from environment variables.</summary>
sealed record Options(bool Quick, string? Only, int Rounds, int Products, int AuditRows, int[] Organizations, int Orders, int[] Growth)
{
    public static Options Read()
    {
        var quick = Get("BENCH_QUICK") == "true";
        return new(quick, Get("BENCH_ONLY"), Number("BENCH_ROUNDS", quick ? 3 : 5), Number("BENCH_PRODUCTS", quick ? 1000 : 10_000),
            Number("BENCH_AUDIT_ROWS", quick ? 50_000 : 1_000_000),
            Numbers("BENCH_ORGANIZATIONS", quick ? "2,10" : "2,100"), Number("BENCH_ORDERS", quick ? 10_000 : 100_000),
            Numbers("BENCH_GROWTH", quick ? "1000,10000" : "1000,10000,100000"));
    }

    public bool Wants(string name) => Only is null || name.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether lines whose names begin with this are wanted, such as "Lists, orders".</summary>
    public bool WantsPartOf(string group) => Wants(group) || Only!.StartsWith(group, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the number of operations in a round: a quarter with <c>--quick</c>.</summary>
    public int Of(int count) => Quick ? count / 4 : count;

    public static string Need(string name) =>
        Get(name) ?? throw new InvalidOperationException($"{name} is not set. Start the benchmark with bench/run.");

    static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    static int[] Numbers(string name, string otherwise) =>
        [.. (Get(name) ?? otherwise).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    static int Number(string name, int otherwise) => Get(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
