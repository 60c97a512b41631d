using App.SavedViews;

namespace App.Tests.SavedViews;

/// <summary>Saving views of lists: private and shared ones, and the one with which a list opens.</summary>
public sealed class SaveViewTests(TestHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static SavedViewDraft Private(string name, bool isDefault = false) => new(name, "status=open", false, isDefault, []);

    static SavedViewDraft Shared(string name, params string[] roles) => new(name, "status=open", true, false, roles);

    static async Task<SavedViewView> SavedAsync(TestActor actor, SavedViewDraft draft, string list = "orders") =>
        (await actor.Get<SaveView>().ExecuteAsync(new(list, draft), null, Ct)).Value;

    static async Task<ListSavedViews.Found> FoundAsync(TestActor actor, string list = "orders") =>
        (await actor.Get<ListSavedViews>().ExecuteAsync(new(list), Ct)).Value;

    [Fact]
    public async Task A_private_view_is_seen_only_by_the_member_who_saved_it()
    {
        var acme = await host.OrganizationAsync();
        var mine = await SavedAsync(acme.Member, Private("Mine"));

        Assert.Equal("Mine", Assert.Single((await FoundAsync(acme.Member)).Views).Name);
        Assert.Empty((await FoundAsync(acme.Owner)).Views);
        Assert.Empty((await FoundAsync(acme.Member, "products")).Views);
        Assert.Equal("not_found", (await acme.Owner.Get<DeleteView>().ExecuteAsync(new(mine.Id))).Problem?.Code);
        Assert.Equal(
            "not_found", (await acme.Owner.Get<ChangeView>().ExecuteAsync(new(mine.Id, Shared("Ours")))).Problem?.Code);
    }

    [Fact]
    public async Task A_shared_view_is_seen_by_all_and_changed_by_those_with_the_permission()
    {
        var acme = await host.OrganizationAsync();
        var other = await host.OrganizationAsync("Other");
        var ours = await SavedAsync(acme.Admin, Shared("Ours"));

        Assert.Equal("Ours", Assert.Single((await FoundAsync(acme.Member)).Views).Name);
        Assert.Empty((await FoundAsync(other.Owner)).Views);
        Assert.Equal("forbidden", (await acme.Member.Get<DeleteView>().ExecuteAsync(new(ours.Id))).Problem?.Code);
        Assert.Equal("forbidden", (await acme.Member.Get<SaveView>().ExecuteAsync(new("orders", Shared("X")))).Problem?.Code);
        Assert.True((await acme.Owner.Get<ChangeView>().ExecuteAsync(new(ours.Id, Shared("Ours, renamed")))).Succeeded);
        Assert.True((await acme.Owner.Get<DeleteView>().ExecuteAsync(new(ours.Id))).Succeeded);
        Assert.Empty((await FoundAsync(acme.Member)).Views);
    }

    [Fact]
    public async Task A_list_opens_with_the_members_own_default_or_else_with_that_of_its_role()
    {
        var acme = await host.OrganizationAsync();
        await SavedAsync(acme.Owner, Shared("For members", "Member"));
        Assert.Equal("For members", (await FoundAsync(acme.Member)).Default?.Name);
        Assert.Null((await FoundAsync(acme.Admin)).Default);

        await SavedAsync(acme.Member, Private("First", isDefault: true));
        var second = await SavedAsync(acme.Member, Private("Second", isDefault: true));
        Assert.Equal("Second", (await FoundAsync(acme.Member)).Default?.Name);
        Assert.Equal(1, (await FoundAsync(acme.Member)).Views.Count(view => view.IsDefault));

        await acme.Member.Get<DeleteView>().ExecuteAsync(new(second.Id));
        Assert.Equal("For members", (await FoundAsync(acme.Member)).Default?.Name);
    }

    [Fact]
    public async Task A_role_has_one_default_view()
    {
        var acme = await host.OrganizationAsync();
        await SavedAsync(acme.Owner, Shared("Old", "Member", "Admin"));
        await SavedAsync(acme.Owner, Shared("New", "Member"));

        Assert.Equal("New", (await FoundAsync(acme.Member)).Default?.Name);
        Assert.Equal("Old", (await FoundAsync(acme.Admin)).Default?.Name);
    }

    [Fact]
    public async Task A_view_that_cannot_be_used_is_refused()
    {
        var acme = await host.OrganizationAsync();
        var save = acme.Owner.Get<SaveView>();

        foreach (var draft in new[]
        {
            Private(" "), Private(new string('n', 61)), Private("Mine") with { Query = new string('q', 1001) },
            Private("Mine") with { DefaultRoles = ["Member"] }, Shared("Ours") with { IsDefault = true }, Shared("Ours", "Cook!"),
        })
            Assert.Equal("invalid_request", (await save.ExecuteAsync(new("orders", draft))).Problem?.Code);
    }

    [Fact]
    public async Task A_list_has_at_most_fifty_views()
    {
        var acme = await host.OrganizationAsync();
        for (var n = 0; n < SavedView.Most; n++)
            await SavedAsync(acme.Member, Private($"View {n}"));

        var next = await acme.Member.Get<SaveView>().ExecuteAsync(new("orders", Private("One more")), null, Ct);

        Assert.Equal("too_many_views", next.Problem?.Code);
    }
}
