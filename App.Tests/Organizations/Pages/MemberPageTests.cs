using System.Net;
using App.ApiKeys;
using App.Comments;
using App.Organizations;

namespace App.Tests.Organizations;

/// <summary>The page of a member shows what other features know about them.</summary>
public sealed class MemberPageTests(TestHost host)
{
    [Fact]
    public async Task The_page_shows_the_members_keys_their_last_actions_and_the_comments_on_them()
    {
        var acme = await host.OrganizationAsync();
        var admin = acme.Admin.MemberId;
        await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Till of the admin", ["products:read"]));
        await acme.Owner.Get<CreateApiKey>().ExecuteAsync(new("Robot of the owner", ["products:read"]));
        await acme.Owner.Get<CreateComment>().ExecuteAsync(new(admin.ToString(), "Looks after the cellar"));

        using var browser = await host.BrowserOfAsync(acme.Owner);
        await browser.GetAsync($"/{acme.Slug}/members/{admin}");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        foreach (var text in new[] { "Till of the admin", "key.create", "Looks after the cellar", "Remove member" })
            Assert.Contains(text, browser.Html);
        Assert.DoesNotContain("Robot of the owner", browser.Html);
    }

    [Fact]
    public async Task The_only_owner_can_be_neither_removed_nor_demoted_on_the_page()
    {
        var acme = await host.OrganizationAsync();

        using var browser = await host.BrowserOfAsync(acme.Owner);
        await browser.GetAsync($"/{acme.Slug}/members/{acme.Owner.MemberId}");

        Assert.Contains("Make another member an owner first", browser.Html);
        Assert.DoesNotContain("Remove member", browser.Html);
    }

    [Fact]
    public async Task The_page_of_a_suspended_member_offers_to_reinstate_them()
    {
        var acme = await host.OrganizationAsync();
        using var browser = await host.BrowserOfAsync(acme.Owner);
        await browser.GetAsync($"/{acme.Slug}/members/{acme.Member.MemberId}");
        Assert.Contains(">Suspend<", browser.Html);

        await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(acme.Member.MemberId));
        await browser.GetAsync($"/{acme.Slug}/members/{acme.Member.MemberId}");

        Assert.Equal("Suspended", browser.Notice);
        Assert.Contains(">Reinstate<", browser.Html);
        Assert.DoesNotContain(">Suspend<", browser.Html);
        await browser.GetAsync($"/{acme.Slug}/members");
        Assert.Contains("Suspended", browser.Html);
    }

    [Fact]
    public async Task How_members_sign_in_is_shown_to_those_who_may_change_members_only()
    {
        var acme = await host.OrganizationAsync();
        using var owner = await host.BrowserOfAsync(acme.Owner);
        await owner.GetAsync($"/{acme.Slug}/members");
        Assert.Contains("Second factor", owner.Html);

        using var member = await host.BrowserOfAsync(acme.Member);
        await member.GetAsync($"/{acme.Slug}/members");
        Assert.DoesNotContain("Second factor", member.Html);
        Assert.Equal("forbidden", (await acme.Member.Get<GetMemberAccess>().ExecuteAsync(
            new(acme.Owner.MemberId))).Problem?.Code);
    }

    [Fact]
    public async Task A_former_member_and_a_member_of_another_organization_have_no_page()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Member.MemberId));

        using var browser = await host.BrowserOfAsync(acme.Owner);
        foreach (var id in new[] { acme.Member.MemberId, globex.Member.MemberId })
        {
            await browser.GetAsync($"/{acme.Slug}/members/{id}");
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
            Assert.Equal("not_found", (await acme.Owner.Get<GetTimeline>().ExecuteAsync(new(id.ToString()))).Problem?.Code);
        }
    }
}
