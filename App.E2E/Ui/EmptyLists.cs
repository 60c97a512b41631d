namespace App.E2E.Ui;

/// <summary>The list pages of a new organization say what belongs there and how to add the first.</summary>
[Collection(SharedApp.Name)]
public sealed class EmptyLists(SharedApp shared)
{
    [Fact]
    public async Task A_new_organization_sees_an_empty_state_on_every_list_page()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        var home = (await NewOwner.SignUpAsync(page, app)).Home;
        var faults = new List<string>();

        string[] lists =
        [
            "",
            "/orders",
            "/customers",
            "/products",
            "/inventory",
            "/movements",
            "/api_keys",
            "/emails",
            "/security_events",
            "/webhooks",
        ];
        foreach (var list in lists)
        {
            await page.OpenAsync(home + list);
            if (list.Length > 0 && !await page.Locator(".empty h2").IsVisibleAsync())
                faults.Add($"{list}: the empty state is missing");
            faults.AddRange(await PageCheck.FaultsAsync(page, $"empty{list.Replace('/', '-')}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        browsing.AssertNoErrors();
    }
}
