using System.Text.RegularExpressions;
using App.Catalog;
using App.Orders;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Platform;

public sealed partial class RowLockTests(TestHost host)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)] // EF would return the values that it has read before the wait
    public async Task A_second_operation_waits_and_then_sees_what_the_first_one_changed(bool hasReadItBefore)
    {
        var acme = await host.OrganizationAsync();
        var tea = (await acme.StocksTeaAsync()).Id;
        var second = default(Task<Result<string?>>);

        await host.ChangeAsync(acme.Owner, async context =>
        {
            var product = (await context.LockAsync(tea, default))!;
            second = host.ChangeAsync(acme.Owner, other => RenameAsync(other, tea, hasReadItBefore));
            await WaitsForAsync(second, context);
            product.Describe("Renamed by the first", null, null, context.Now);
            context.Note(tea.ToString(), product.Name);
            return product.Name;
        });

        Assert.Equal("Renamed by the first", (await second!).Value);
    }

    [Fact]
    public async Task Parts_are_read_as_they_are_after_the_wait()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10);
        var id = (await trade.OrdersAsync(3)).Value.Id;
        var second = default(Task<Result<decimal>>);

        await host.ChangeAsync(acme.Owner, async context =>
        {
            var order = (await context.LockAsync(id, order => order.Lines, default))!;
            second = host.ChangeAsync(acme.Owner, async other =>
            {
                var same = (await other.LockAsync(id, order => order.Lines, default))!;
                other.Note(id.ToString(), same.NumberText);
                return Assert.Single(same.Lines).Open;
            });
            await WaitsForAsync(second, context);
            order.Fulfill([(order.Lines[0], 2)], context.Now);
            context.Note(id.ToString(), order.NumberText);
            return order.Id;
        });

        Assert.Equal(1, (await second!).Value);
    }

    [Fact]
    public async Task A_row_of_another_organization_an_archived_and_an_unknown_one_are_null()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var theirs = (await globex.StocksTeaAsync()).Id;
        var archived = (await acme.StocksTeaAsync()).Id;
        await acme.Owner.Get<ArchiveProduct>().ExecuteAsync(new(archived));

        var found = (await host.ChangeAsync(acme.Owner, async context =>
        {
            context.Note(theirs.ToString(), "Tea");
            return new[]
            {
                await context.LockAsync(theirs, default),
                await context.LockAsync(archived, default),
                await context.LockAsync(Id<Product>.New(context.Now), default),
            };
        })).Value;

        Assert.All(found, Assert.Null);
    }

    [Fact]
    public async Task A_row_cannot_be_locked_after_it_was_changed()
    {
        var acme = await host.OrganizationAsync();
        var tea = (await acme.StocksTeaAsync()).Id;

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.ChangeAsync(acme.Owner, async context =>
        {
            var product = await context.Db.Products.SingleAsync(product => product.Id == tea);
            product.Describe("Coffee", null, null, context.Now);
            return await context.LockAsync(tea, default);
        }));
    }

    [Fact]
    public void The_organization_and_the_id_are_the_only_parameters_of_the_statement()
    {
        using var db = host.Behind(Guid.Empty);
        var statements = db.Model.GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(IIdentified)) && entity.FindProperty("Id") is not null)
            .ToDictionary(entity => entity.ClrType.Name, entity => RowLock.StatementFor(db, entity));

        Assert.All(statements.Values, statement => Assert.Matches(Statement(), statement));
        Assert.Equal("select 1 from orders where organization_id = {0} and id = {1} for update", statements[nameof(Order)]);
        Assert.Equal("select 1 from platform.accounts where id = {0} for update", statements["Account"]);
        Assert.DoesNotMatch(Statement(), "select 1 from orders where id = 'ord_1' or 1 = 1 for update");
    }

    static async Task<string?> RenameAsync(OperationContext context, Id<Product> id, bool hasReadItBefore)
    {
        if (hasReadItBefore)
            await context.Db.Products.SingleAsync(product => product.Id == id);
        var product = (await context.LockAsync(id, default))!;
        var before = product.Name;
        product.Describe("Renamed by the second", null, null, context.Now);
        context.Note(id.ToString(), product.Name);
        return before;
    }

    /// <summary>Completes when the second operation waits for a lock of the first one, or has ended without waiting.</summary>
    async Task WaitsForAsync(Task second, OperationContext first)
    {
        var process = await first.Db.Database.SqlQuery<int>($"""select pg_backend_pid() as "Value" """).SingleAsync();
        while (!second.IsCompleted && !await host.ScalarAsync<bool>(
            "select exists (select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))", process))
            await Task.Yield();
    }

    [GeneratedRegex(@"^select 1 from (platform\.)?[a-z_]+ where (id = \{0\}|organization_id = \{0\} and id = \{1\}) for update$")]
    private static partial Regex Statement();
}
