using App.Notifications;

namespace App.Tests.Notifications;

/// <summary>A member reads, marks and counts only their own notifications.</summary>
[Collection("Mentions")]
public sealed class MarkNotificationTests(TestHost host)
{
    [Fact]
    public async Task A_notification_is_marked_as_read_and_as_unread_again()
    {
        var acme = await host.OrganizationAsync();
        var notification = await NotifiedAsync(acme);

        var read = (await acme.Member.Get<MarkNotification>().ExecuteAsync(new(notification.Id, true))).Value;
        Assert.NotNull(read.ReadAt);
        Assert.Empty(await acme.Member.InboxAsync(unread: true));
        Assert.Equal(0, await UnreadAsync(acme.Member));

        await acme.Member.Get<MarkNotification>().ExecuteAsync(new(notification.Id, false));
        Assert.Single(await acme.Member.InboxAsync(unread: true));
        Assert.Equal(1, await UnreadAsync(acme.Member));
    }

    [Fact]
    public async Task All_are_marked_at_once()
    {
        var acme = await host.OrganizationAsync();
        await NotifiedAsync(acme);
        await NotifiedAsync(acme);

        Assert.Equal(2, (await acme.Member.Get<MarkAllRead>().ExecuteAsync(new())).Value.Count);

        Assert.Equal(0, await UnreadAsync(acme.Member));
        Assert.Equal(2, (await acme.Member.InboxAsync(unread: false)).Count);
    }

    [Fact]
    public async Task Another_member_neither_sees_nor_marks_it()
    {
        var acme = await host.OrganizationAsync();
        var notification = await NotifiedAsync(acme);

        Assert.Empty(await acme.Owner.InboxAsync());
        Assert.Equal(0, await UnreadAsync(acme.Owner));
        Assert.Equal(404, (await acme.Owner.Get<MarkNotification>().ExecuteAsync(new(notification.Id, true))).Problem!.Status);
        Assert.Equal(0, (await acme.Owner.Get<MarkAllRead>().ExecuteAsync(new())).Value.Count);
        Assert.Equal(1, await UnreadAsync(acme.Member));
    }

    [Fact]
    public async Task A_key_has_no_inbox()
    {
        var acme = await host.OrganizationAsync();

        var refused = await acme.Key.Get<ListNotifications>().ExecuteAsync(new(new PageRequest()));

        Assert.Equal("members_only", refused.Problem!.Code);
    }

    async Task<NotificationView> NotifiedAsync(TestOrganization acme)
    {
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Member.MemberId}> knows");
        return (await acme.Member.InboxAsync())[0];
    }

    static async Task<int> UnreadAsync(TestActor member) =>
        (await member.Get<CountUnread>().ExecuteAsync(new())).Value.Count;
}
