using Microsoft.EntityFrameworkCore;

namespace App.Tests.Platform;

/// <summary>Counting the rows of a list, which stops at a limit unless all rows are asked for.</summary>
public sealed class CountingTests(TestHost host)
{
    [Fact]
    public async Task Rows_beyond_the_limit_are_counted_only_on_request()
    {
        await using var db = host.Behind(Guid.NewGuid());
        var rows = db.Database.SqlQuery<int>($"select n as \"Value\" from generate_series(1, 10001) n");

        Assert.Equal(new ListCount(10_000, false), await rows.CountRowsAsync(all: false, TestContext.Current.CancellationToken));
        Assert.Equal(new ListCount(10_001, true), await rows.CountRowsAsync(all: true, TestContext.Current.CancellationToken));
        Assert.Equal(
            new ListCount(10_000, true),
            await rows.Where(n => n < 10_001).CountRowsAsync(all: false, TestContext.Current.CancellationToken));
    }
}
