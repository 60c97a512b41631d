using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Ui;

/// <summary>Visits every page. The list comes from the assembly of the app, so a new page cannot be forgotten.</summary>
[Collection(ExclusiveTests.Name)]
public sealed partial class EveryPage(SeededDatabase seeded)
{
    /// <summary>Maps route templates to the API collection whose first entry fills in the route parameter.</summary>
    static readonly Dictionary<string, string> FirstOf = new()
    {
        ["/{Slug}/api_keys/{Id}"] = "api_keys",
        ["/{Slug}/audit/{Id}"] = "audit_entries",
        ["/{Slug}/customers/{Id}"] = "customers",
        ["/{Slug}/customers/{Id}/edit"] = "customers",
        ["/{Slug}/events/{Id}"] = "events",
        ["/{Slug}/inventory/{Id}"] = "variants",
        ["/{Slug}/emails/{Id}"] = "emails",
        ["/{Slug}/members/{Id}"] = "members",
        ["/{Slug}/orders/{Id}"] = "orders",
        ["/{Slug}/products/{Id}"] = "products",
        ["/{Slug}/warehouses/{Id}"] = "warehouses",
        ["/{Slug}/webhooks/{Id}"] = "webhook_endpoints",
        ["/{Slug}/webhooks/{Id}/rotate"] = "webhook_endpoints",
        ["/{Slug}/webhooks/deliveries/{Id}"] = "webhook_deliveries",
        ["/s/{Slug}/orders/{Id}"] = "orders",
        ["/s/{Slug}/p/{Id}"] = "products",
    };

    /// <summary>Maps route templates to the fixed value of their route parameter.</summary>
    static readonly Dictionary<string, string> Fixed = new()
    {
        ["/account/unrecognized-sign-in/{Token}"] = "worn-out",
        ["/s/{Slug}/account/unrecognized-sign-in/{Token}"] = "worn-out",
        ["/account/undo-email-change/{Token}"] = "worn-out",
        ["/{Slug}/bulk_changes/{Id}"] = "blk_01h455vb4pex5vsknk084sn02q",
        ["/s/{Slug}/account/undo-email-change/{Token}"] = "worn-out",
        ["/dev/ui/orders/{Number}"] = "SO-1",
        ["/docs/api/{Group}"] = "orders",
        ["/docs/errors/{Code}"] = "out_of_stock",
        ["/{Slug}/roles/{Name}"] = "packer",
        ["/reset/{Token}"] = "worn-out",
        ["/s/{Slug}/reset/{Token}"] = "worn-out",
        ["/s/{Slug}/welcome/{Token}"] = "worn-out",
        ["/verify/{Token}"] = "worn-out",
    };

    const string FailedJob = "/backstage/jobs/{Id}";

    /// <summary>Development pages that are not Razor components.</summary>
    static readonly string[] Plain = ["/dev/mail", "/dev/receiver"];

    [Fact]
    public async Task Every_page_is_accessible_in_light_and_dark_and_no_text_makes_it_wider_than_a_phone()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var ours = app.Demo.GetProperty("organizations")[0];
        var theirs = app.Demo.GetProperty("organizations")[1];
        using var http = app.Http(KeyOf(ours));
        await SendTestAsync(http);
        await database.ScalarAsync<string>("""
            insert into platform.suppressed_addresses (address, sender, reason, since)
            values ('nobody@people.example', '00000000-0000-0000-0000-000000000000', 'Bounced', now()) returning address
            """);
        var failedJob = await FailJobAsync(database);
        await database.ScalarAsync<int>(BulkChange(ours.GetProperty("slug").GetString()!));
        await InviteAsync(app, KeyOf(ours), "nils@people.example"); // so the email log has an entry
        var invitation = await InviteAsync(app, KeyOf(theirs), OwnerOf(ours).Email);
        var faults = new ConcurrentQueue<string>();

        async Task<string> PathAsync(string template)
        {
            if (template == "/invite/{Token}")
                return invitation;
            if (template == FailedJob)
                return $"/backstage/jobs/{failedJob}";
            var path = template.Replace("{Slug}", ours.GetProperty("slug").GetString(), StringComparison.Ordinal);
            return Parameter().IsMatch(path) ? Parameter().Replace(path, await ParameterAsync(http, template)) : path;
        }

        var visits = new List<(RoutedPages.RoutedPage Page, string Path)>();
        foreach (var routed in RoutedPages.Of(RunningApp.AppFile))
            visits.Add((routed, await PathAsync(routed.Template)));

        var visitor = await browsing.VisitorAsync(app.Url);
        var owner = await SignInAsync(await browsing.VisitorAsync(app.Url), OwnerOf(ours));
        var administrator = await SignInAsAdministratorAsync(
            await browsing.VisitorAsync(app.Url), app.Demo.GetProperty("administrator"));
        await owner.GotoAsync(invitation); // as a member of two organizations, the owner gets a choice on /select
        await owner.GetByRole(AriaRole.Button, new() { Name = "Accept invitation" }).ClickAsync();
        await owner.WaitForURLAsync(url => !url.Contains("/invite/", StringComparison.Ordinal));

        var readers = new Readers(visitor, owner, administrator);
        Readers[] both = [readers, await readers.AgainAsync(browsing, app.Url)];
        foreach (var reader in both)
            await reader.PrepareAsync();
        await Readers.ShareAsync(both, visits, async (reader, visit) =>
            await VisitAsync(reader.Of(visit.Page, visit.Path), visit.Path, visit.Page.Template, faults));
        foreach (var path in Plain)
            await VisitAsync(visitor, path, path, faults);
        await VisitAsync(administrator, "/backstage/jobs?state=failed", "/backstage/jobs/failed", faults);
        await Readers.ShareAsync(both, Opened, async (reader, opened) =>
        {
            await reader.Owner.OpenAsync(await PathAsync(opened.Template));
            await opened.Act(reader.Owner);
            AddAll(faults, await PageCheck.FaultsAsync(reader.Owner, opened.Name));
        });

        await database.ScalarAsync<int>(LongTexts);
        // without scripts, because a page is as wide before its circuit is connected
        Readers[] withoutScript =
            [await readers.AgainAsync(browsing, app.Url, script: false), await readers.AgainAsync(browsing, app.Url, script: false)];
        await Readers.ShareAsync(withoutScript, visits, async (reader, visit) =>
        {
            if (await PageCheck.WiderThanPhoneAsync(reader.Of(visit.Page, visit.Path), visit.Path) is { } wider)
                faults.Enqueue($"{visit.Page.Template} with the longest texts: {wider}");
        });

        Assert.True(faults.IsEmpty, string.Join('\n', faults));
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task The_page_check_finds_low_contrast_unlabeled_inputs_and_overflow()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync("http://localhost");
        await page.SetContentAsync("""
            <html lang="en"><head><style>
            [data-theme=dark] body { background: #111; color: #eee }
            [data-theme=dark] p { color: #333 }
            </style></head>
            <body><main>
            <h2>Orders</h2><p>Read in the dark</p><input type="text"><div style="width: 500px">Wide</div>
            </main></body></html>
            """);

        var faults = await PageCheck.FaultsAsync(page, "planted", PageCheck.Every);

        Assert.Contains("planted: no title", faults);
        Assert.Contains("planted: 0 h1", faults);
        Assert.Contains(
            faults, fault => fault.StartsWith("planted: 1440 light: label (critical) at input", StringComparison.Ordinal));
        Assert.Contains(
            faults, fault => fault.StartsWith("planted: 1440 dark: color-contrast (serious) at p", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("light: color-contrast", StringComparison.Ordinal));
        var overflows = faults.Where(fault => fault.EndsWith("wider than the screen", StringComparison.Ordinal)).ToList();
        Assert.Contains(overflows, fault => fault.StartsWith("planted: 390 light: ", StringComparison.Ordinal));
        Assert.DoesNotContain(overflows, fault => fault.StartsWith("planted: 1440", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_with_an_unmapped_route_parameter_is_reported()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => ParameterAsync(new HttpClient(), "/{Slug}/returns/{Id}"));

        Assert.Contains("/{Slug}/returns/{Id}", failure.Message);
    }

    /// <summary>Menus, dialogs and states of a page that appear only after an action.</summary>
    static readonly (string Name, string Template, Func<IPage, Task> Act)[] Opened =
    [
        ("opened-user-menu", "/{Slug}", page => page.Locator(".user summary").ClickAsync()),
        ("opened-shortcuts", "/{Slug}", page => page.Keyboard.PressAsync("?")),
        ("opened-jump-box", "/{Slug}", async page =>
        {
            await page.Locator("[data-jump] input").FillAsync("or");
            await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        }),
        ("opened-invite", "/{Slug}/members", page =>
            page.GetByRole(AriaRole.Button, new() { Name = "Invite member" }).ClickAsync()),
        ("opened-webhook-edit", "/{Slug}/webhooks/{Id}", page =>
            page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync()),
        ("opened-confirmation", "/{Slug}/products/{Id}", page =>
            page.GetByRole(AriaRole.Button, new() { Name = "Archive" }).First.ClickAsync()),
        ("opened-calendar", "/{Slug}/audit", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Open the calendar" }).First.ClickAsync();
            await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        }),
        ("opened-choices", "/{Slug}/settings", async page =>
        {
            await page.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" }).ClickAsync();
            await page.Locator("[role=option]").First.WaitForAsync();
        }),
        ("opened-toast", "/dev/ui", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Toast", Exact = true }).ClickAsync();
            await page.Locator(".toast").WaitForAsync();
        }),
        ("refused-product", "/{Slug}/products/new", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Create product" }).ClickAsync();
            await page.Locator(".fault").First.WaitForAsync();
        }),
        ("record-events", "/{Slug}/orders/{Id}", page => OpenTabAsync(page, "Events")),
        ("record-json", "/{Slug}/orders/{Id}", page => OpenTabAsync(page, "JSON")),
        ("nothing-found", "/{Slug}/orders?q=nothing-of-the-kind", page => page.Locator(".empty").WaitForAsync()),
    ];

    static async Task OpenTabAsync(IPage page, string name)
    {
        var tab = page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
        await tab.ClickAsync();
        await page.Locator($".tabs [aria-current]:has-text(\"{name}\")").WaitForAsync();
    }

    static async Task VisitAsync(IPage page, string path, string template, ConcurrentQueue<string> faults)
    {
        var answer = await page.GotoAsync(path);
        if (answer!.Status >= 500)
            faults.Enqueue($"{template}: answered {answer.Status}");
        if (template.StartsWith("/{Slug}", StringComparison.Ordinal) && new Uri(page.Url).AbsolutePath != path)
            faults.Enqueue($"{template}: led to {page.Url}");
        if (IsBackstage(template) && answer.Status != 200)
            faults.Enqueue($"{template}: answered {answer.Status}");
        if (await page.Locator(".app").CountAsync() > 0)
            await page.LiveAsync();
        AddAll(faults, await PageCheck.FaultsAsync(page, template.Trim('/').Replace('/', '-')));
    }

    static void AddAll(ConcurrentQueue<string> faults, IEnumerable<string> more)
    {
        foreach (var fault in more)
            faults.Enqueue(fault);
    }

    static bool IsBackstage(string path) => path.StartsWith("/backstage", StringComparison.Ordinal);
}
