using App.Accounts;
using App.Catalog;
using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Platform;

public sealed class SingleConnectionInterceptorTests(TestHost host)
{
    [Fact]
    public async Task A_query_that_loses_its_connection_does_not_continue_on_a_new_one()
    {
        var acme = await host.OrganizationAsync();
        await acme.StocksTeaAsync();

        var read = await host.ReadAsync(acme.Owner, async context =>
        {
            await LoseConnectionAsync(context);
            return await context.Db.Products.CountAsync(); // a new connection would have no organization set
        });

        Assert.Equal(Problem.Unavailable, read.Problem);
        // The next call is not affected.
        Assert.Equal(1, (await host.ReadAsync(acme.Owner, context => context.Db.Products.CountAsync())).Value);
    }

    [Fact]
    public async Task An_operation_that_loses_its_connection_saves_nothing()
    {
        var acme = await host.OrganizationAsync();
        var owner = ((Credential.Session)acme.Owner.Credential).Id;

        var changed = await host.ChangeAsync(acme.Owner, async context =>
        {
            // This table has no row policy.
            var session = await context.Db.Set<StaffSession>().SingleAsync(session => session.Id == new Id<Session>(owner));
            session.End(context.Now);
            await LoseConnectionAsync(context);
            return await context.Db.SaveChangesAsync();
        });

        Assert.Equal(Problem.Unavailable, changed.Problem);
        Assert.False(await host.ScalarAsync<bool>("select ended_at is not null from platform.sessions where id = $1", owner));
    }

    /// <summary>Closes the connection silently, as the driver does on a timeout.</summary>
    static Task LoseConnectionAsync(OperationContext context) => context.Db.Database.GetDbConnection().CloseAsync();
}
