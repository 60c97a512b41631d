using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Journeys;

/// <summary>A round through every page there is: the list is the app's own, so a new page cannot be forgotten.</summary>
public sealed partial class EveryPage(SeededDatabase seeded)
{
    /// <summary>What fills in the parameters other than the organization's: the first one that the API lists under a name.</summary>
    static readonly Dictionary<string, string> FirstOf = new()
    {
        ["/{Slug}/audit/{Id}"] = "audit_entries",
        ["/{Slug}/customers/{Id}"] = "customers",
        ["/{Slug}/customers/{Id}/edit"] = "customers",
        ["/{Slug}/events/{Id}"] = "events",
        ["/{Slug}/inventory/{Id}"] = "variants",
        ["/{Slug}/mails/{Id}"] = "mails",
        ["/{Slug}/orders/{Id}"] = "orders",
        ["/{Slug}/products/{Id}"] = "products",
        ["/{Slug}/warehouses/{Id}"] = "warehouses",
        ["/{Slug}/webhooks/{Id}"] = "webhook_endpoints",
        ["/{Slug}/webhooks/{Id}/rotate"] = "webhook_endpoints",
        ["/{Slug}/webhooks/deliveries/{Id}"] = "webhook_deliveries",
        ["/s/{Slug}/orders/{Id}"] = "orders",
        ["/s/{Slug}/p/{Id}"] = "products",
    };

    static readonly Dictionary<string, string> Fixed = new()
    {
        ["/account/not-me/{Token}"] = "worn-out",
        ["/s/{Slug}/account/not-me/{Token}"] = "worn-out",
        ["/dev/ui/orders/{Number}"] = "SO-1",
        ["/docs/errors/{Code}"] = "out_of_stock",
        ["/reset/{Token}"] = "worn-out",
        ["/s/{Slug}/reset/{Token}"] = "worn-out",
        ["/s/{Slug}/welcome/{Token}"] = "worn-out",
        ["/verify/{Token}"] = "worn-out",
    };

    const string FailedJob = "/backstage/jobs/{Id}";

    /// <summary>Plain pages of Development, which no component draws.</summary>
    static readonly string[] Plain = ["/dev/mail", "/dev/receiver"];

    [Fact]
    public async Task Every_page_is_fit_to_be_read_on_a_desk_and_on_a_phone_by_day_and_by_night()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var (ours, theirs) = (app.Demo.GetProperty("organizations")[0], app.Demo.GetProperty("organizations")[1]);
        using var http = app.Http(KeyOf(ours));
        await SendTestAsync(http);
        await database.ScalarAsync<string>("insert into platform.closed_addresses (address, reason, since) values ('nobody@people.example', 'Bounced', now()) returning address");
        var failedJob = await FailJobAsync(database);
        await InviteAsync(app, KeyOf(ours), "nils@people.example"); // whose mail is in the log
        var invitation = await InviteAsync(app, KeyOf(theirs), OwnerOf(ours).Email);
        var faults = new List<string>();

        async Task<string> PathAsync(string template)
        {
            if (template == "/invite/{Token}")
                return invitation;
            if (template == FailedJob)
                return $"/backstage/jobs/{failedJob}";
            var path = template.Replace("{Slug}", ours.GetProperty("slug").GetString(), StringComparison.Ordinal);
            return Parameter().IsMatch(path) ? Parameter().Replace(path, await ParameterAsync(http, template)) : path;
        }

        var round = new List<(RoutedPages.RoutedPage Page, string Path)>();
        foreach (var routed in RoutedPages.Of(RunningApp.AppFile))
            round.Add((routed, await PathAsync(routed.Template)));

        var visitor = await browsing.VisitorAsync(app.Url);
        var owner = await SignInAsync(await browsing.VisitorAsync(app.Url), OwnerOf(ours));
        var administrator = await SignInAsAdministratorAsync(
            await browsing.VisitorAsync(app.Url), app.Demo.GetProperty("administrator"));
        await owner.GotoAsync(invitation); // with two organizations there is something to choose on /select
        await owner.GetByRole(AriaRole.Button, new() { Name = "Accept invitation" }).ClickAsync();
        await owner.WaitForURLAsync(url => !url.Contains("/invite/", StringComparison.Ordinal));

        foreach (var (routed, path) in round)
            await VisitAsync(routed.Anonymous ? visitor : IsBackstage(path) ? administrator : owner, path, routed.Template, faults);
        foreach (var path in Plain)
            await VisitAsync(visitor, path, path, faults);
        await VisitAsync(administrator, "/backstage/jobs?state=failed", "/backstage/jobs/failed", faults);
        foreach (var (name, template, act) in Opened)
        {
            await owner.OpenAsync(await PathAsync(template));
            await act(owner);
            faults.AddRange(await PageCheck.FaultsAsync(owner, name));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(browsing.Complaints);
    }

    [Fact]
    public async Task A_new_organization_has_a_first_step_on_every_empty_page()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        await FirstDay.SignUpAsync(page, app);
        var home = new Uri(page.Url).AbsolutePath.TrimEnd('/');
        var faults = new List<string>();

        foreach (var list in new[] { "", "/orders", "/customers", "/products", "/inventory", "/movements", "/warehouses", "/api_keys", "/mails", "/webhooks" })
        {
            await page.OpenAsync(home + list);
            if (list.Length > 0 && !await page.Locator(".empty h2").IsVisibleAsync())
                faults.Add($"{list}: nothing is said where nothing is");
            faults.AddRange(await PageCheck.FaultsAsync(page, $"empty{list.Replace('/', '-')}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(browsing.Complaints);
    }

    [Fact]
    public async Task Faint_words_a_nameless_box_and_a_table_that_is_too_wide_are_seen()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync("http://localhost");
        await page.SetContentAsync("""
            <html lang="en"><head><style>[data-theme=dark] body { background: #111; color: #eee } [data-theme=dark] p { color: #333 }</style></head>
            <body><main><h2>Orders</h2><p>Read in the dark</p><input type="text"><div style="width: 500px">Wide</div></main></body></html>
            """);

        var faults = await PageCheck.FaultsAsync(page, "planted");

        Assert.Contains("planted: no title", faults);
        Assert.Contains("planted: 0 h1", faults);
        Assert.Contains(faults, fault => fault.StartsWith("planted: 1440 light: label (critical) at input", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("planted: 1440 dark: color-contrast (serious) at p", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("light: color-contrast", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("planted: 390 light: ", StringComparison.Ordinal) && fault.EndsWith("wider than the screen", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.StartsWith("planted: 1440", StringComparison.Ordinal) && fault.EndsWith("wider than the screen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_whose_parameter_nobody_fills_in_is_missed()
    {
        var missed = await Assert.ThrowsAnyAsync<Exception>(() => ParameterAsync(new HttpClient(), "/{Slug}/returns/{Id}"));

        Assert.Contains("/{Slug}/returns/{Id}", missed.Message);
    }

    /// <summary>What stands over a page or in it only when somebody asks for it.</summary>
    static readonly (string Name, string Template, Func<IPage, Task> Act)[] Opened =
    [
        ("opened-user-menu", "/{Slug}", page => page.Locator(".user summary").ClickAsync()),
        ("opened-shortcuts", "/{Slug}", page => page.Keyboard.PressAsync("?")),
        ("opened-jump-box", "/{Slug}", async page =>
        {
            await page.Locator("[data-jump] input").FillAsync("or");
            await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        }),
        ("opened-invite", "/{Slug}/members", page => page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync()),
        ("opened-webhook-edit", "/{Slug}/webhooks/{Id}", page => page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync()),
        ("opened-confirmation", "/{Slug}/products/{Id}", page => page.GetByRole(AriaRole.Button, new() { Name = "Archive" }).First.ClickAsync()),
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
        ("nothing-found", "/{Slug}/orders?q=nothing-of-the-kind", page => page.Locator(".empty").WaitForAsync()),
    ];

    static async Task VisitAsync(IPage page, string path, string template, List<string> faults)
    {
        var answer = await page.GotoAsync(path);
        if (answer!.Status >= 500)
            faults.Add($"{template}: answered {answer.Status}");
        if (template.StartsWith("/{Slug}", StringComparison.Ordinal) && new Uri(page.Url).AbsolutePath != path)
            faults.Add($"{template}: led to {page.Url}");
        if (IsBackstage(template) && answer.Status != 200)
            faults.Add($"{template}: answered {answer.Status}");
        if (await page.Locator(".app").CountAsync() > 0)
            await page.LiveAsync();
        if (await page.Locator(".api-reader").CountAsync() > 0)
            await page.Locator(".opblock-tag").First.WaitForAsync(); // drawn by its script
        faults.AddRange(await PageCheck.FaultsAsync(page, template.Trim('/').Replace('/', '-')));
    }

    static bool IsBackstage(string path) => path.StartsWith("/backstage", StringComparison.Ordinal);

    static async Task<string> ParameterAsync(HttpClient http, string template)
    {
        if (Fixed.TryGetValue(template, out var text))
            return text;
        if (!FirstOf.TryGetValue(template, out var collection))
            throw new InvalidOperationException($"Say in EveryPage what fills in {template}.");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 100; look++)
        {
            if ((await http.GetFromJsonAsync<JsonElement>($"/api/v1/{collection}?limit=1")).GetProperty("data") is var found && found.GetArrayLength() > 0)
                return found[0].GetProperty("id").GetString()!;
            await timer.WaitForNextTickAsync(); // a delivery is made a moment after its event
        }
        throw new TimeoutException($"There is none of {collection}.");
    }

    static async Task SendTestAsync(HttpClient http)
    {
        var endpoint = await ParameterAsync(http, "/{Slug}/webhooks/{Id}");
        using var sent = await http.PostAsync($"/api/v1/webhook_endpoints/{endpoint}/test", null);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
    }

    /// <summary>The path that the letter of invitation leads to.</summary>
    static async Task<string> InviteAsync(RunningApp app, string key, string email)
    {
        using var http = app.Http(key);
        using var invited = await http.PostAsJsonAsync("/api/v1/invitations", new { email, role = "member" });
        Assert.True(invited.IsSuccessStatusCode, await invited.Content.ReadAsStringAsync());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 100; look++)
        {
            if (InvitationPath().Match(await http.GetStringAsync("/dev/mail.json")) is { Success: true } path)
                return path.Value;
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException("No invitation came.");
    }

    static async Task<IPage> SignInAsync(IPage page, (string Email, string Password) person)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("Email").FillAsync(person.Email);
        await page.GetByLabel("Password").FillAsync(person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.LiveAsync();
        return page;
    }

    static async Task<IPage> SignInAsAdministratorAsync(IPage page, JsonElement administrator)
    {
        await page.GotoAsync("/login?returnUrl=/backstage/jobs");
        await page.GetByLabel("Email").FillAsync(administrator.GetProperty("email").GetString()!);
        await page.GetByLabel("Password").FillAsync(administrator.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        var code = AuthenticatorApp.CodeOf(administrator.GetProperty("totp_secret").GetString()!, 0);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/backstage/jobs");
        return page;
    }

    /// <summary>No job fails for good in a demo: one that was to run in a far year is made to look as if it had.</summary>
    static async Task<long> FailJobAsync(TestDatabase database)
    {
        var id = await database.ScalarAsync<long>("select platform.enqueue_job('email.send', 'email', null, gen_random_uuid(), '2099-01-01')");
        await database.ScalarAsync<long>($"delete from hangfire.set where key = 'schedule' and value = 'email:{id}'; delete from platform.pending_jobs where job_id = {id} returning job_id");
        return await database.ScalarAsync<long>($$"""
            with failed as (insert into hangfire.state (jobid, name, reason, createdat, data) values ({{id}}, 'Failed', null, now(), jsonb_build_object(
                'FailedAt', floor(extract(epoch from now()) * 1000)::bigint::text, 'ExceptionType', 'App.Platform.JobFailedException',
                'ExceptionMessage', 'SmtpException', 'ExceptionDetails', 'App.Platform.JobFailedException: SmtpException')) returning id)
            update hangfire.job j set stateid = failed.id, statename = 'Failed' from failed where j.id = {{id}} returning j.id
            """);
    }

    static string KeyOf(JsonElement organization) => organization.GetProperty("api_keys").GetProperty("admin").GetString()!;

    static (string Email, string Password) OwnerOf(JsonElement organization) =>
        organization.GetProperty("staff").EnumerateArray().Where(person => person.GetProperty("role").GetString() == "owner")
            .Select(person => (person.GetProperty("email").GetString()!, person.GetProperty("password").GetString()!)).Single();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"/invite/[\w-]+")]
    private static partial Regex InvitationPath();
}
