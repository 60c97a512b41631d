using App.Comments;
using App.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>Shared setup of tests in which somebody is mentioned.</summary>
static class MentionScenario
{
    /// <summary>Comments on a record and runs the jobs that notify.</summary>
    public static async Task<CommentView> MentionsAsync(this TestHost host, TestActor author, string record, string text)
    {
        var comment = (await author.Get<CreateComment>().ExecuteAsync(new(record, text))).Value;
        await host.NotifyAsync();
        return comment;
    }

    /// <summary>Runs the jobs that handle the events of comments.</summary>
    public static async Task NotifyAsync(this TestHost host)
    {
        Type[] handlers = [typeof(NotifyOfMentions), typeof(NotifyOfNewMentions), typeof(WithdrawMentions)];
        foreach (var handler in host.Services.GetRequiredService<EventHandlers>().All)
            if (handlers.Contains(handler.Handler))
                await host.Services.RunDueJobsAsync(handler.Job!);
    }

    /// <summary>Returns what the member's inbox shows, newest first.</summary>
    public static async Task<IReadOnlyList<NotificationView>> InboxAsync(this TestActor member, bool? unread = null) =>
        (await member.Get<ListNotifications>().ExecuteAsync(new(new PageRequest(), unread))).Value.Data;
}
