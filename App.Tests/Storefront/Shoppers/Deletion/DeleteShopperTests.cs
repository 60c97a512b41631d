using App.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Storefront;

public sealed class DeleteShopperTests(TestHost host)
{
    [Fact]
    public async Task Deleting_a_shopper_erases_personal_data_but_keeps_orders_and_the_customer()
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host);
        await shop.AddsAsync(2);
        Assert.True((await shop.ChecksOutAsync(await shop.CartAsync())).Succeeded);
        await shop.AddsAsync(1); // an open cart
        var me = (await shop.Rosa.Get<GetShopperMe>().ExecuteAsync(new())).Value;
        var elsewhere = acme.Showing(new Credential.Storefront(
            acme.Slug, (await acme.Visitor.SignsInAsync(host, me.Email, StorefrontScenario.Password)).Value.SessionId.Value));

        Assert.True(
            (await shop.Rosa.Get<DeleteShopper>().ExecuteAsync(new((await shop.Rosa.ProvesAsync(host)).Value))).Succeeded);

        foreach (var session in new[] { shop.Rosa, elsewhere })
            Assert.Equal("unauthenticated", (await session.Get<GetShopperMe>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(
            "wrong_credentials", (await acme.Visitor.SignsInAsync(host, me.Email, StorefrontScenario.Password)).Problem?.Code);
        Assert.Empty((await acme.Owner.Get<ListShoppers>().ExecuteAsync(new(shop.Cafe))).Value);
        Assert.Contains(
            "Your account at Acme was deleted", (await host.EmailsToAsync(me.Email)).Select(message => message.Subject));
        Assert.Contains("shopper.delete", await acme.AuditedAsync());
        Assert.Equal(0L, await host.ScalarAsync<long>("""
            select (select count(*) from shoppers where id = $1 and (email <> '' or password_hash is not null))
                + (select count(*) from known_shopper_devices where shopper_id = $1)
                + (select count(*) from shopper_sessions
                    where shopper_id = $1 and (address is not null or user_agent is not null))
                + (select count(*) from carts where shopper_id = $1 and order_id is null)
            """, me.Id.Value));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from orders where organization_id = $1 and customer_id = $2", acme.Id, shop.Cafe.Value));
        // can be invited again
        Assert.True((await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(shop.Cafe, "Rosa", me.Email))).Succeeded);
    }

    /// <summary>
    /// Columns that may still contain the address of a deleted shopper, each with the reason. The shopper of the test is not a
    /// contact of the customer, so none of them does here.
    /// </summary>
    static readonly Dictionary<string, string> Kept = new()
    {
        ["public.customers.contacts"] = "A contact belongs to the organization's own record of its customer.",
        ["public.customers.search_text"] = "It contains the contacts.",
    };

    [Fact]
    public async Task A_deleted_shopper_leaves_no_email_address_in_any_table()
    {
        var acme = await host.OrganizationAsync();
        var cafe = await acme.KnowsCafeAsync();
        var first = AccountScenario.NewAddress("rosa");
        var second = AccountScenario.NewAddress("rosa.new");
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(cafe, "Rosa", first), IdempotencyKey.New(TimeProvider.System));
        var rosa = await acme.LetsInAsync(host, cafe, first); // sends a second invitation
        await acme.Visitor.SignsInAsync(host, first, "wrong but long enough");
        await acme.Visitor.Get<RequestShopperReset>().ExecuteAsync(new(first));
        await rosa.Get<RequestNewShopperEmail>().ExecuteAsync(new(second, (await rosa.ProvesAsync(host)).Value));
        Assert.True((await rosa.Get<ConfirmNewShopperEmail>().ExecuteAsync(new(await host.CodeToAsync(second)))).Value.Changed);
        await SuppressAsync(second, acme.Id);
        Assert.NotEmpty(await host.ColumnsWithAsync(first));
        Assert.Contains("platform.emails.recipient", await host.ColumnsWithAsync(second));

        Assert.True((await rosa.Get<DeleteShopper>().ExecuteAsync(new((await rosa.ProvesAsync(host)).Value))).Succeeded);
        await SendAllAsync(first);
        await SendAllAsync(second);

        Assert.Empty((await host.ColumnsWithAsync(first)).Except(Kept.Keys));
        Assert.Empty((await host.ColumnsWithAsync(second)).Except(Kept.Keys));
    }

    [Theory]
    [InlineData("update orders set cancel_reason = $1 where organization_id = $2", "public.orders.cancel_reason")]
    [InlineData("update shoppers set security_stamp = $1 where organization_id = $2", "public.shoppers.security_stamp")]
    [InlineData("update audit_entries set after = to_jsonb($1::text) where organization_id = $2", "public.audit_entries.after")]
    [InlineData(
        "insert into hangfire.job (invocationdata, arguments, createdat) "
        + "select '{}', to_jsonb($1::text), now() where $2 is not null",
        "hangfire.job.arguments")]
    public async Task An_address_that_was_left_behind_is_found(string plant, string column)
    {
        var acme = await host.OrganizationAsync();
        var shop = await acme.OpensTeaShopAsync(host);
        await shop.AddsAsync(2);
        Assert.True((await shop.ChecksOutAsync(await shop.CartAsync())).Succeeded);
        var planted = AccountScenario.NewAddress("planted");
        await using var command = host.Admin.CreateCommand(plant);
        command.Parameters.Add(new() { Value = planted });
        command.Parameters.Add(new() { Value = acme.Id });
        await command.ExecuteNonQueryAsync();

        Assert.Equal([column], await host.ColumnsWithAsync(planted));
    }

    async Task SuppressAsync(string address, Guid sender)
    {
        await using var insert = host.Admin.CreateCommand("""
            insert into platform.suppressed_addresses (address, sender, reason, since)
            values ($1, $2, 'Complained', now()), ($1, '00000000-0000-0000-0000-000000000000', 'Bounced', now())
            """);
        insert.Parameters.Add(new() { Value = address });
        insert.Parameters.Add(new() { Value = sender });
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>Sends the emails that are queued for an address.</summary>
    async Task SendAllAsync(string address)
    {
        var subjects = await host.ScalarAsync<Guid[]>("""
            select coalesce(array_agg(distinct job_subject), '{}') from platform.emails where recipient = $1 and state = 'Queued'
            """, address);
        foreach (var subject in subjects)
            foreach (var kind in new[] { EmailJobs.SendCode, EmailJobs.Send })
                await host.Services.GetRequiredService<JobHost>()
                    .RunAsync(kind.Name, null, subject, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Deletion_requires_the_password_and_signs_the_shopper_out()
    {
        var acme = await host.OrganizationAsync();
        var home = $"/s/{acme.Slug}";
        var email = AccountScenario.NewAddress("rosa");
        await acme.LetsInAsync(host, await acme.KnowsCafeAsync(), email);
        using var browser = new TestBrowser(host);
        await browser.GetAsync($"{home}/login?returnUrl={home}/account/delete");
        await browser.SubmitAsync("login", ("email", email), ("password", StorefrontScenario.Password));
        await browser.FollowAsync();

        await browser.SubmitAsync("delete", ("current", "wrong but long enough"));
        Assert.Equal("Wrong password", browser.Notice);
        await browser.SubmitAsync("delete", ("current", StorefrontScenario.Password));
        Assert.DoesNotContain("__Host-shopper-session", browser.Cookies.Keys);
        await browser.FollowAsync();
        Assert.Contains("Your account is deleted", browser.Html);
        await browser.GetAsync($"{home}/account/delete");
        Assert.StartsWith($"{home}/login", browser.Location);
    }
}
