using System.Net;
using App.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Accounts;

[Collection(LoopTests.Name)]
public sealed class ListAccountEntriesTests(LoopHost loops)
{
    readonly TestHost host = loops.Host;

    static async Task<IReadOnlyList<AccountEntryView>> SeenByAsync(TestActor actor, PageRequest? page = null) =>
        (await actor.Get<ListAccountEntries>().ExecuteAsync(new(page ?? new PageRequest()))).Value.Data;

    [Fact]
    public async Task People_see_sign_ins_failures_and_changes_of_their_own_account_and_of_no_other()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var eve = await SecondFactorScenario.BeginAsync(host, "eve");
        await ada.AddsAppAsync();
        using (var scope = ada.Services.CreateScope())
            await scope.ServiceProvider.GetRequiredService<PasswordSignIn>().AttemptAsync(ada.Email, "wrong but long enough");
        await ada.Services.GetRequiredService<SecurityEventWriter>().RunDryAsync();

        var seen = await SeenByAsync(ada.Here);
        Assert.Contains(seen, entry => entry is { Action: "authenticator.confirm", Refused: false });
        Assert.Contains(seen, entry => entry is { Action: AccountEntry.FailedSignIn, Refused: true });
        Assert.DoesNotContain(
            await SeenByAsync(eve.Here),
            entry => entry.Action is "authenticator.confirm" or AccountEntry.FailedSignIn);
        var anonymous = await ada.Visitor.Get<ListAccountEntries>().ExecuteAsync(new(new PageRequest()));
        Assert.Equal("unauthenticated", anonymous.Problem?.Code);
    }

    [Fact]
    public async Task The_page_shows_them_in_words_and_leads_to_older_ones()
    {
        var acme = await host.OrganizationAsync();
        await using (var insert = host.Admin.CreateCommand("""
            insert into platform.account_entries (
                id, at, actor_kind, actor_id, actor_name, action, outcome, entity_id, entity_label)
            select gen_random_uuid(), now(), 'Member', $1, 'Ada', 'password.change', 'Done', '', '' from generate_series(1, 25)
            """))
        {
            insert.Parameters.Add(new() { Value = TypeId.Format("acc", acme.Owner.AccountId) });
            await insert.ExecuteNonQueryAsync();
        }
        using var browser = new TestBrowser(host);
        await browser.GetAsync("/account/activity");
        Assert.StartsWith("/login", browser.Location);
        browser.Cookies["__Host-staff-session"] = await acme.Owner.SessionTokenAsync();

        await browser.GetAsync("/account/activity");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Password changed", browser.Html);
        Assert.Contains("Older", browser.Html);
        Assert.DoesNotContain("Newer", browser.Html);
        Assert.Equal(20, (await SeenByAsync(acme.Owner)).Count);
    }
}
