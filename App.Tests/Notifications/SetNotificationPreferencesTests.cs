using App.Notifications;

namespace App.Tests.Notifications;

/// <summary>Each member chooses how to be notified.</summary>
public sealed class SetNotificationPreferencesTests(TestHost host)
{
    [Fact]
    public async Task Both_ways_are_on_until_the_member_chooses_and_others_keep_theirs()
    {
        var acme = await host.OrganizationAsync();
        Assert.Equal([new(NotificationKind.Mention, true, true)], await ChoicesAsync(acme.Member));

        await acme.Member.Get<SetNotificationPreferences>().ExecuteAsync(
            new([new(NotificationKind.Mention, InApp: true, Email: false)]));

        Assert.Equal([new(NotificationKind.Mention, true, false)], await ChoicesAsync(acme.Member));
        Assert.Equal([new(NotificationKind.Mention, true, true)], await ChoicesAsync(acme.Owner));
        Assert.Equal(["notification_preferences.set"], await acme.AuditedAsync());
    }

    [Fact]
    public async Task A_kind_given_twice_is_refused()
    {
        var acme = await host.OrganizationAsync();

        var refused = await acme.Member.Get<SetNotificationPreferences>().ExecuteAsync(
            new([new(NotificationKind.Mention), new(NotificationKind.Mention, false)]));

        Assert.Equal("duplicate", Assert.IsType<Problem.Invalid>(refused.Problem).Errors.Single().Code);
    }

    static async Task<IReadOnlyList<NotificationChoice>> ChoicesAsync(TestActor member) =>
        (await member.Get<GetNotificationPreferences>().ExecuteAsync(new())).Value.Preferences;
}
