using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>One person mentions another, who sees it at once and opens the record.</summary>
[Collection(SharedApp.Name)]
public sealed class Mentions(SharedApp shared)
{
    [Fact]
    public async Task Nadia_mentions_Piet_who_sees_the_number_and_opens_the_customer()
    {
        await using var browsing = await Browsing.OpenAsync();
        var nadia = await browsing.VisitorAsync(shared.App.Url);
        var owner = await NewOwner.SignUpAsync(nadia, shared.App);
        var piet = await browsing.VisitorAsync(shared.App.Url);
        await JoinsAsync(await NewOwner.SignUpAsync(piet, shared.App), owner, "Piet Bakker");
        await nadia.OpenAsync($"{owner.Home}/customers/new");
        await nadia.GetByLabel("Company", new() { Exact = true }).FillAsync("Amsel");
        await nadia.GetByRole(AriaRole.Button, new() { Name = "Create customer", Exact = true }).ClickAsync();
        await Expect(nadia.GetByRole(AriaRole.Heading, new() { Name = "Amsel", Level = 1 })).ToBeVisibleAsync();
        await piet.OpenAsync($"{owner.Home}/orders");
        await Expect(piet.Locator("nav .nav-count")).ToHaveCountAsync(0);

        var comment = nadia.GetByLabel("Comment", new() { Exact = true });
        await comment.PressSequentiallyAsync("Ask @pie");
        await Expect(nadia.GetByRole(AriaRole.Option, new() { Name = "Piet Bakker", Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(nadia, "comment-mention"));
        await nadia.Keyboard.PressAsync("Enter");
        await Expect(comment).ToHaveValueAsync("Ask @Piet Bakker ");
        await comment.PressSequentiallyAsync("about the rebate");
        await nadia.GetByRole(AriaRole.Button, new() { Name = "Add comment", Exact = true }).ClickAsync();
        await Expect(nadia.Locator(".comment-text")).ToHaveTextAsync("Ask @Piet Bakker about the rebate");

        var bell = piet.GetByRole(AriaRole.Link, new() { Name = "Notifications 1 unread", Exact = true });
        await Expect(bell).ToBeVisibleAsync();
        await bell.ClickAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(piet, "notifications"));
        await piet.GetByRole(AriaRole.Link, new() { Name = "Nadia Petrova mentioned you in a comment on Amsel" }).ClickAsync();
        await Expect(piet.Locator(".comment-text")).ToHaveTextAsync("Ask @Piet Bakker about the rebate");
        await Expect(piet.Locator("nav .nav-count")).ToHaveCountAsync(0);

        await piet.GetByLabel("Comment", new() { Exact = true }).FillAsync("They get 5 %.");
        await piet.GetByRole(AriaRole.Button, new() { Name = "Add comment", Exact = true }).ClickAsync();
        await Expect(nadia.Locator(".comment-text").First).ToHaveTextAsync("They get 5 %.");
        Assert.Equal([], await PageCheck.FaultsAsync(nadia, "customer-comments"));
        browsing.AssertNoErrors();
    }

    /// <summary>Makes a person a member of another one's organization, under another name.</summary>
    async Task JoinsAsync(NewOwner person, NewOwner owner, string name)
    {
        await shared.Database.ScalarAsync<string>(
            $"update platform.accounts set name = '{name}' where email = '{person.Email}' returning name");
        await shared.Database.ScalarAsync<Guid>($"""
            insert into members (organization_id, id, account_id, role, status, joined_at)
            select o.id, gen_random_uuid(), a.id, 'Member', 'Active', now()
            from organizations o, platform.accounts a where o.slug = '{owner.Home[1..]}' and a.email = '{person.Email}'
            returning id
            """);
    }
}
