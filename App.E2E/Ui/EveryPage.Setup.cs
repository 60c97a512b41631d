using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Ui;

/// <summary>Prepares what the pages show: route parameters, sign-ins, an invitation, a failed job.</summary>
public sealed partial class EveryPage
{
    static async Task<string> ParameterAsync(HttpClient http, string template)
    {
        if (Fixed.TryGetValue(template, out var text))
            return text;
        if (template == "/{Slug}/roles/{Name}/edit") // only custom roles can be changed
            return (await http.GetFromJsonAsync<JsonElement>("/api/v1/roles")).GetProperty("roles").EnumerateArray()
                .First(role => role.GetProperty("is_custom").GetBoolean()).GetProperty("role").GetString()!;
        if (!FirstOf.TryGetValue(template, out var collection))
            throw new InvalidOperationException($"Add a value for {template} to EveryPage.");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var found = (await http.GetFromJsonAsync<JsonElement>($"/api/v1/{collection}?limit=1")).GetProperty("data");
            if (found.GetArrayLength() > 0)
                return found[0].GetProperty("id").GetString()!;
            await timer.WaitForNextTickAsync(); // a delivery is created a moment after its event
        }
        throw new TimeoutException($"The API lists no {collection}.");
    }

    static async Task SendTestAsync(HttpClient http)
    {
        var endpoint = await ParameterAsync(http, "/{Slug}/webhooks/{Id}");
        using var sent = await http.PostAsync($"/api/v1/webhook_endpoints/{endpoint}/test", null);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
    }

    /// <summary>Invites an address and returns the path of the link in the invitation email.</summary>
    static async Task<string> InviteAsync(RunningApp app, string key, string email)
    {
        using var http = app.Http(key);
        using var invited = await http.PostAsJsonAsync("/api/v1/invitations", new { email, role = "member" });
        Assert.True(invited.IsSuccessStatusCode, await invited.Content.ReadAsStringAsync());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (InvitationPath().Match(await http.GetStringAsync("/dev/mail.json")) is { Success: true } path)
                return path.Value;
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException("No invitation arrived.");
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

    /// <summary>Creates a job that looks as if it had failed permanently, because no job of the demo does.</summary>
    static async Task<long> FailJobAsync(TestDatabase database)
    {
        var id = await database.ScalarAsync<long>(
            "select platform.enqueue_job('email.send', 'email', null, gen_random_uuid(), '2099-01-01')");
        await database.ScalarAsync<long>($"""
            delete from hangfire.set where key = 'schedule' and value = 'email:{id}';
            delete from platform.pending_jobs where job_id = {id} returning job_id
            """);
        return await database.ScalarAsync<long>($$"""
            with failed as (
                insert into hangfire.state (jobid, name, reason, createdat, data)
                values ({{id}}, 'Failed', null, now(), jsonb_build_object(
                    'FailedAt', floor(extract(epoch from now()) * 1000)::bigint::text,
                    'ExceptionType', 'App.Platform.JobFailedException',
                    'ExceptionMessage', 'SmtpException',
                    'ExceptionDetails', 'App.Platform.JobFailedException: SmtpException'))
                returning id)
            update hangfire.job j set stateid = failed.id, statename = 'Failed' from failed where j.id = {{id}} returning j.id
            """);
    }

    /// <summary>Creates a bulk change that could not change one of its products. Its id is the example of TypeID.</summary>
    static string BulkChange(string slug) => $"""
        with change as (
            insert into bulk_changes (
                organization_id, id, action, member_id, member_name, state, total, done, failed, created_at, updated_at, ended_at)
            select m.organization_id, '01890a5d-ac96-774b-bcce-b302099a8057', 'product.change_prices', m.id, 'Nora Lund',
                'Finished', 2, 1, 1, now(), now(), now()
            from members m join organizations o on o.id = m.organization_id where o.slug = '{slug}' limit 1
            returning organization_id, id)
        insert into bulk_items (organization_id, bulk_change_id, position, record_id, label, state, code, detail)
        select change.organization_id, change.id, row_number() over (order by p.name), p.id, p.name,
            'Failed', 'price_changed', 'The price has changed since you read it. Read the product again, then change its price.'
        from change join lateral (
            select * from products where organization_id = change.organization_id order by name limit 1) p on true
        returning position
        """;

    static string KeyOf(JsonElement organization) => organization.GetProperty("api_keys").GetProperty("admin").GetString()!;

    static (string Email, string Password) OwnerOf(JsonElement organization) =>
        organization.GetProperty("staff").EnumerateArray().Where(person => person.GetProperty("role").GetString() == "owner")
            .Select(person => (person.GetProperty("email").GetString()!, person.GetProperty("password").GetString()!)).Single();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"/invite/[\w-]+")]
    private static partial Regex InvitationPath();
}
