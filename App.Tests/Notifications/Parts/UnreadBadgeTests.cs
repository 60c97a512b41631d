using App.Notifications;
using App.Notifications.Parts;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Notifications;

/// <summary>The number beside Notifications follows the inbox.</summary>
[Collection("Mentions")]
public sealed class UnreadBadgeTests(TestHost host)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // generous, because the machine may be busy

    [Fact]
    public async Task The_number_appears_with_a_mention_and_goes_when_it_is_read()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(acme.Member.Credential);
        await using var context = new BunitContext();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        var frame = new OrganizationContext(acme.Slug, "Acme", "Ana", "ana@acme.example", [], [])
        {
            Id = acme.Id,
            MemberId = acme.Member.MemberId.ToString(),
        };
        var badge = context.Render<UnreadBadge>(parameters => parameters.AddCascadingValue(frame));
        Assert.Empty(badge.FindAll(".nav-count"));

        await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Member.MemberId}> knows");
        badge.WaitForAssertion(() => Assert.Contains("1 unread", badge.Markup, StringComparison.Ordinal), Patience);

        await acme.Member.Get<MarkAllRead>().ExecuteAsync(new());
        badge.WaitForAssertion(() => Assert.Empty(badge.FindAll(".nav-count")), Patience);
    }
}
