using App.Audit;
using App.EmailLog;
using App.Organizations;
using App.Webhooks;

namespace App.Tests.Platform;

/// <summary>The totals below the logs of an organization count what the list shows on all its pages.</summary>
public sealed class LogTotalsTests(TestHost host)
{
    [Fact]
    public async Task The_audit_log_events_and_emails_are_counted_with_the_filter_of_their_list()
    {
        var acme = await host.OrganizationAsync();
        await acme.StocksTeaAsync();
        await acme.StocksTeaAsync();
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(AccountScenario.NewAddress("eve"), Role.Member));
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new("ida@people.example", Role.Member));
        var page = new PageRequest(PageRequest.Largest);

        foreach (var filter in new[] { new ListAuditEntries.Request(page), new(page, Action: "product.*"), new(page, "invite") })
            Assert.Equal(
                (await acme.Owner.Get<ListAuditEntries>().ExecuteAsync(filter)).Value.Data.Count,
                (await acme.Owner.Get<CountAuditEntries>().ExecuteAsync(new(filter))).Value.Rows.Count);
        foreach (var filter in new[] { new ListEvents.Request(page), new(page, "member.invited") })
            Assert.Equal(
                (await acme.Owner.Get<ListEvents>().ExecuteAsync(filter)).Value.Data.Count,
                (await acme.Owner.Get<CountEvents>().ExecuteAsync(new(filter))).Value.Rows.Count);
        foreach (var filter in new[] { new ListEmails.Request(page), new(page, "ida@"), new(page, State: EmailState.Bounced) })
            Assert.Equal(
                (await acme.Owner.Get<ListEmails>().ExecuteAsync(filter)).Value.Data.Count,
                (await acme.Owner.Get<CountEmails>().ExecuteAsync(new(filter))).Value.Rows.Count);
    }
}
