using App.Accounts;
using App.Catalog;
using App.Platform;
using App.Tests.Catalog;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Platform;

public sealed class OneOpeningTests(TestHouse house)
{
    [Fact]
    public async Task A_query_that_loses_its_connection_does_not_read_on_over_another_which_has_entered_no_organization()
    {
        var acme = await house.OrganizationAsync();
        await acme.StocksTeaAsync();

        var read = await house.ReadAsync(acme.Owner, async pass =>
        {
            await LoseConnectionAsync(pass);
            return await pass.Db.Products.CountAsync(); // no organization is entered there
        });

        Assert.Equal(Problem.Unavailable, read.Problem);
        Assert.Equal(1, (await house.ReadAsync(acme.Owner, pass => pass.Db.Products.CountAsync())).Value); // the next call is none the worse
    }

    [Fact]
    public async Task An_operation_that_loses_its_connection_saves_nothing_in_a_transaction_of_its_own()
    {
        var acme = await house.OrganizationAsync();
        var owner = ((Credential.Session)acme.Owner.Credential).Id;

        var changed = await house.ChangeAsync(acme.Owner, async pass =>
        {
            var session = await pass.Db.Set<Session>().SingleAsync(session => session.Id == new Id<Session>(owner)); // no row policy binds this table
            session.End(pass.Now);
            await LoseConnectionAsync(pass);
            return await pass.Db.SaveChangesAsync();
        });

        Assert.Equal(Problem.Unavailable, changed.Problem);
        Assert.False(await house.ScalarAsync<bool>("select ended_at is not null from platform.sessions where id = $1", owner));
    }

    /// <summary>As the driver does when time runs out, without a word.</summary>
    static Task LoseConnectionAsync(Pass pass) => pass.Db.Database.GetDbConnection().CloseAsync();
}
