using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>Rows that expire are deleted, unless there is a reason to keep them.</summary>
public sealed class RetentionRulesTests(TestHost host)
{
    /// <summary>Tables whose rows expire and are kept, each with the reason.</summary>
    static readonly Dictionary<string, string> Kept = new()
    {
        ["api_keys"] = "The audit log names them, and the list shows that they have expired.",
        ["invitations"] = "The list of members shows that they have expired, and they can be sent again.",
    };

    [Fact]
    public async Task Rows_that_expire_are_deleted_or_kept_for_a_reason() =>
        Assert.Empty(Forgotten(await ExpiringAsync(), host.Services.GetServices<Retention>()));

    [Fact]
    public async Task A_table_without_a_rule_is_found() =>
        Assert.Contains("platform.trusted_devices", Forgotten(await ExpiringAsync(), []));

    [Fact]
    public async Task Every_reason_is_still_needed()
    {
        var expiring = await ExpiringAsync();

        var rules = host.Services.GetServices<Retention>().SelectMany(retention => retention.Rules);

        Assert.DoesNotContain(Kept.Keys, table => !expiring.Contains(table) || rules.Any(rule => rule.Table == table));
    }

    static List<string> Forgotten(IEnumerable<string> expiring, IEnumerable<Retention> all) =>
        [.. expiring.Except(Kept.Keys).Except(all.SelectMany(retention => retention.Rules).Select(rule => rule.Table))];

    /// <summary>The tables with a time at which a row expires.</summary>
    Task<string[]> ExpiringAsync() => host.ScalarAsync<string[]>("""
        select array_agg(case table_schema when 'public' then '' else table_schema || '.' end || table_name)
        from information_schema.columns where table_schema in ('public', 'platform') and column_name = 'expires_at'
        """);
}
