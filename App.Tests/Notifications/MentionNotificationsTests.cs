using App.Comments;
using App.Notifications;
using App.Organizations;

namespace App.Tests.Notifications;

/// <summary>Who is notified when a comment mentions members.</summary>
[Collection("Mentions")]
public sealed class MentionNotificationsTests(TestHost host)
{
    [Fact]
    public async Task A_mentioned_member_gets_one_notification_and_one_email_without_the_text()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();

        await host.MentionsAsync(
            acme.Owner, cafe, $"<@{acme.Member.MemberId}> and <@{acme.Member.MemberId}>: secret rebate");

        var notification = Assert.Single(await acme.Member.InboxAsync());
        Assert.Equal(
            (cafe, "Café Central", $"Owner of {acme.Slug}"),
            (notification.RecordId, notification.RecordLabel, notification.ActorName));
        Assert.Null(notification.ReadAt);
        var email = Assert.Single(await host.EmailsToAsync($"Member@{acme.Slug}.example"));
        Assert.Equal($"Owner of {acme.Slug} mentioned you in a comment on a customer", email.Subject);
        Assert.Contains($"/{acme.Slug}/customers/{cafe}", email.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rebate", email.Text, StringComparison.Ordinal);
        Assert.Contains("comment.notify_mentioned", await acme.AuditedAsync());
    }

    [Fact]
    public async Task Nobody_is_notified_of_mentioning_oneself()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();

        await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Owner.MemberId}> remembers this");

        Assert.Empty(await acme.Owner.InboxAsync());
        Assert.DoesNotContain("comment.notify_mentioned", await acme.AuditedAsync());
    }

    [Fact]
    public async Task A_member_who_may_not_view_the_record_is_not_notified()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = (await acme.Owner.ListensAsync("https://hooks.example/in")).Id.ToString();

        await host.MentionsAsync(
            acme.Owner, endpoint, $"<@{acme.Member.MemberId}> and <@{acme.Admin.MemberId}>, see this");

        Assert.Empty(await acme.Member.InboxAsync());
        Assert.Empty(await host.EmailsToAsync($"Member@{acme.Slug}.example"));
        Assert.Single(await acme.Admin.InboxAsync());
    }

    [Fact]
    public async Task An_edited_comment_notifies_only_those_it_did_not_mention_before()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        var comment = await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Member.MemberId}> knows");

        await acme.Owner.Get<UpdateComment>().ExecuteAsync(
            new(comment.Id, new($"<@{acme.Member.MemberId}> and <@{acme.Admin.MemberId}> know")));
        await host.NotifyAsync();

        Assert.Single(await acme.Member.InboxAsync());
        Assert.Single(await acme.Admin.InboxAsync());
    }

    [Fact]
    public async Task A_deleted_comment_takes_its_notifications_with_it()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        var comment = await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Member.MemberId}> knows");
        Assert.Single(await acme.Member.InboxAsync());

        await acme.Owner.Get<DeleteComment>().ExecuteAsync(new(comment.Id));
        await host.NotifyAsync();

        Assert.Empty(await acme.Member.InboxAsync());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Members_are_notified_in_the_ways_that_they_chose(bool inApp, bool email)
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        await acme.Member.Get<SetNotificationPreferences>().ExecuteAsync(
            new([new(NotificationKind.Mention, inApp, email)]));

        await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Member.MemberId}> knows");

        Assert.Equal(inApp ? 1 : 0, (await acme.Member.InboxAsync()).Count);
        Assert.Equal(email ? 1 : 0, (await host.EmailsToAsync($"Member@{acme.Slug}.example")).Count);
    }

    [Fact]
    public async Task A_member_who_left_before_the_job_ran_is_not_notified()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        await acme.Owner.Get<CreateComment>().ExecuteAsync(new(cafe, $"<@{acme.Member.MemberId}> knows"));
        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Member.MemberId));

        await host.NotifyAsync();

        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from notifications where organization_id = $1", acme.Id));
    }
}
