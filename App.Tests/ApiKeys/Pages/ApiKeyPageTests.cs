using System.Net;
using App.ApiKeys;
using App.Comments;
using App.Organizations;

namespace App.Tests.ApiKeys;

/// <summary>The page of an API key shows what the key may do, what it did and which keys it created.</summary>
public sealed class ApiKeyPageTests(TestHost host)
{
    [Fact]
    public async Task The_page_shows_the_scopes_the_actions_and_the_keys_that_end_with_it()
    {
        var acme = await host.OrganizationAsync();
        var parent = await acme.KeyAsync("keys:write", "products:read");
        var child = (await parent.Get<CreateApiKey>().ExecuteAsync(new("Child of the robot", ["products:read"]))).Value;

        using var browser = await host.BrowserOfAsync(acme.Owner);
        await browser.GetAsync($"/{acme.Slug}/api_keys/{parent.KeyId}");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        foreach (var text in new[] { "keys:write", "key.create", "Child of the robot", "Revoke key", "Never" })
            Assert.Contains(text, browser.Html);
        Assert.DoesNotContain(child.Secret!, browser.Html);

        await acme.Owner.Get<RevokeApiKey>().ExecuteAsync(new(parent.KeyId));
        await browser.GetAsync($"/{acme.Slug}/api_keys/{parent.KeyId}");
        Assert.DoesNotContain("Revoke key", browser.Html);
        Assert.Contains("Revoked", browser.Html);
        Assert.True((await acme.Owner.Get<GetTimeline>().ExecuteAsync(new(parent.KeyId.ToString()))).Succeeded);
    }

    [Fact]
    public async Task The_list_can_be_limited_to_the_keys_of_a_member_or_of_a_key()
    {
        var acme = await host.OrganizationAsync();
        var parent = await acme.KeyAsync("keys:write", "products:read");
        var child = (await parent.Get<CreateApiKey>().ExecuteAsync(new("Child", ["products:read"]))).Value;
        var admins = (await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]))).Value;
        using var http = acme.Http(acme.Key);

        Assert.Equal([admins.Id.ToString()], await ListAsync($"created_by_id={acme.Admin.MemberId}"));
        Assert.Equal([child.Id.ToString()], await ListAsync($"parent_key_id={parent.KeyId}"));

        async Task<IEnumerable<string>> ListAsync(string filter)
        {
            var (_, page) = await http.SendAsync("GET", $"/api_keys?{filter}");
            return page.GetProperty("data").EnumerateArray().Select(key => key.Text("id"));
        }
    }

    [Fact]
    public async Task A_duplicate_starts_with_the_name_and_the_scopes_of_the_key()
    {
        var acme = await host.OrganizationAsync();
        var till = (await acme.Owner.Get<CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]))).Value;

        using var browser = await host.BrowserOfAsync(acme.Owner);
        await browser.GetAsync($"/{acme.Slug}/api_keys/new?from={till.Id}");

        Assert.Contains("Till (copy)", browser.Html);
        Assert.Matches("""value="products:read"[^>]*checked""", browser.Html);
        Assert.DoesNotMatch("""value="orders:read"[^>]*checked""", browser.Html);
    }
}
