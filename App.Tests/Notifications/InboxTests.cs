using App.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Notifications;

/// <summary>The open pages of a member learn of changes of the inbox.</summary>
[Collection("Mentions")]
public sealed class InboxTests(TestHost host)
{
    [Fact]
    public async Task Only_the_inbox_of_the_mentioned_member_is_updated()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        var changed = new List<string>();
        using var listening = host.Services.GetRequiredService<LiveUpdates>().Listen(acme.Id, changed.Add);

        await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Member.MemberId}> knows");

        Assert.Equal([cafe, Inbox.SubjectOf(acme.Member.MemberId.ToString())], changed);
    }

    [Fact]
    public void The_name_of_an_inbox_reaches_other_instances()
    {
        var record = new ChangedRecord(Guid.CreateVersion7(), Inbox.SubjectOf("mem_01h455vb4pex5vsknk084sn02q"));

        Assert.Equal(record, ChangedRecord.Read(record.Text));
    }
}
