using System.IO.Compression;
using System.Net;
using App.Catalog;
using App.Customers;
using App.Exports;
using App.Orders;
using App.Organizations;
using Microsoft.Extensions.DependencyInjection;
using static App.Tests.BulkScenario;

namespace App.Tests.Exports;

/// <summary>Exporting lists to files: their content, their links, crashes and the end of the member's permission.</summary>
[Collection("Bulk changes")]
public sealed class ExportRunnerTests(TestHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    async Task<GetExport.Found> ExportedAsync(
        TestOrganization acme, string list, object filter, ExportFormat format = ExportFormat.Csv, string? sort = null)
    {
        var started = await acme.Owner.Get<StartExport>().ExecuteAsync(new(list, format, Arguments(filter), sort), null, Ct);
        await host.Services.RunDueJobsAsync(ExportJobs.Run);
        return (await acme.Owner.Get<GetExport>().ExecuteAsync(new(started.Value.Id), Ct)).Value;
    }

    async Task<string> DownloadAsync(GetExport.Found export)
    {
        using var http = host.Http();
        return await http.GetStringAsync(export.Link, Ct);
    }

    [Fact]
    public async Task A_file_contains_the_rows_of_the_filter_in_the_order_of_the_list()
    {
        var acme = await host.OrganizationAsync();
        await acme.TeasAsync(3);
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Coffee", [new("C-1", new(1250, "EUR"), "4006381333931")]));

        var export = await ExportedAsync(acme, "products", new ProductFilter("tea"), sort: "-name");

        Assert.Equal((ExportState.Finished, 3), (export.Export.State, export.Export.Rows));
        var lines = (await DownloadAsync(export)).TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith("\"SKU\",\"Product\",\"Category\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(["\"T-03\"", "\"T-02\"", "\"T-01\"", ""], lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Contains(",3,\"EUR\",", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_run_is_neutralized_and_numbers_stay_numbers()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new("=1+1") { Number = "+1" });

        var text = await DownloadAsync(await ExportedAsync(acme, "customers", new CustomerFilter()));

        Assert.Contains("\"'+1\",\"'=1+1\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Excel_file_contains_the_same_rows()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(100);
        var order = (await trade.OrdersAsync(2)).Value;

        var export = await ExportedAsync(acme, "orders", new OrderFilter(), ExportFormat.Xlsx);

        using var http = host.Http();
        using var file = new ZipArchive(await http.GetStreamAsync(export.Link, Ct));
        using var sheet = new StreamReader(
            file.Entries.Single(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open());
        var xml = await sheet.ReadToEndAsync(Ct);
        Assert.Contains($">{order.Number}<", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
        Assert.Equal(1, export.Export.Rows);
    }

    [Fact]
    public async Task An_export_of_more_rows_than_a_page_contains_each_row_once()
    {
        var acme = await host.OrganizationAsync();
        await acme.TeasAsync(1);
        await host.ExecuteAsync("""
            with copies as (
                insert into products (organization_id, id, name, created_at, updated_at)
                select organization_id, gen_random_uuid(), 'Copy ' || n, created_at, updated_at
                from products cross join generate_series(1, 250) n where organization_id = $1 returning *)
            insert into variants (
                organization_id, id, product_id, sku, sku_key, unit, price_amount, price_currency, smallest_quantity, created_at,
                updated_at)
            select organization_id, gen_random_uuid(), id, name, name, 'piece', 1, 'EUR', 1, created_at, updated_at from copies
            """, acme.Id);

        var export = await ExportedAsync(acme, "products", new ProductFilter());

        var skus = (await DownloadAsync(export)).Split("\r\n").Skip(1).Where(line => line.Length > 0)
            .Select(line => line.Split(',')[0]).ToList();
        Assert.Equal((251, 251), (skus.Count, skus.Distinct().Count()));
        Assert.Equal(251, export.Export.Rows);
    }

    [Fact]
    public async Task A_job_that_died_after_storing_a_part_writes_no_row_twice()
    {
        var acme = await host.OrganizationAsync();
        await acme.TeasAsync(3);
        var export = await ExportedAsync(acme, "products", new ProductFilter());
        // the job dies before it has stored that the file is complete: its work begins again
        await host.ExecuteAsync(
            "update exports set state = 'Running', rows = 0, parts = 0, size = null where organization_id = $1", acme.Id);

        await host.Services.GetRequiredService<JobHost>()
            .RunAsync(ExportJobs.Run.Name, acme.Id, export.Export.Id.Value, null, Ct);

        var again = (await acme.Owner.Get<GetExport>().ExecuteAsync(new(export.Export.Id), Ct)).Value;
        Assert.Equal((ExportState.Finished, 3), (again.Export.State, again.Export.Rows));
        Assert.Equal(await DownloadAsync(export), await DownloadAsync(again));
    }

    [Fact]
    public async Task An_export_whose_job_was_lost_is_continued()
    {
        var acme = await host.OrganizationAsync();
        await acme.TeasAsync(1);
        var started = (await acme.Owner.Get<StartExport>().ExecuteAsync(
            new("products", ExportFormat.Csv, Arguments(new ProductFilter())), null, Ct)).Value;
        await host.ExecuteAsync("delete from platform.pending_jobs where subject = $1", started.Id.Value);

        await host.Services.GetRequiredService<EnqueueOverdueWork>().RunAsync(TimeProvider.System.GetUtcNow().AddHours(1), Ct);
        await host.Services.RunDueJobsAsync(ExportJobs.Run);

        var found = await acme.Owner.Get<GetExport>().ExecuteAsync(new(started.Id), Ct);
        Assert.Equal(ExportState.Finished, found.Value.Export.State);
    }

    [Fact]
    public async Task An_export_stops_when_its_member_loses_the_permission()
    {
        var acme = await host.OrganizationAsync();
        var started = (await acme.Admin.Get<StartExport>().ExecuteAsync(
            new("audit-log", ExportFormat.Csv, Arguments(new { })), null, Ct)).Value;

        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(Role.Member)));
        await host.Services.RunDueJobsAsync(ExportJobs.Run);

        var found = (await acme.Owner.Get<GetExport>().ExecuteAsync(new(started.Id), Ct)).Value;
        Assert.Equal((ExportState.Stopped, null), (found.Export.State, found.Link));
        Assert.Equal("not_found", (await acme.Admin.Get<GetExport>().ExecuteAsync(new(started.Id), Ct)).Problem?.Code);
    }

    [Fact]
    public async Task A_member_exports_only_lists_that_it_may_read_and_sees_only_their_exports()
    {
        var acme = await host.OrganizationAsync();
        var other = await host.OrganizationAsync("Other");
        await acme.TeasAsync(1);

        var refused = await acme.Member.Get<StartExport>().ExecuteAsync(
            new("audit-log", ExportFormat.Csv, Arguments(new { })), null, Ct);
        var export = await ExportedAsync(acme, "audit-log", new { });

        Assert.Equal("forbidden", refused.Problem?.Code);
        foreach (var stranger in new[] { acme.Member, other.Owner })
        {
            Assert.Equal("not_found", (await stranger.Get<GetExport>().ExecuteAsync(new(export.Export.Id), Ct)).Problem?.Code);
            Assert.Equal("not_found", (await stranger.Get<DeleteExport>().ExecuteAsync(new(export.Export.Id))).Problem?.Code);
            Assert.Empty((await stranger.Get<ListExports>().ExecuteAsync(new(), Ct)).Value);
        }
        Assert.Single((await acme.Admin.Get<ListExports>().ExecuteAsync(new(), Ct)).Value);
    }

    [Fact]
    public async Task A_filter_or_order_that_the_list_does_not_have_is_refused()
    {
        var acme = await host.OrganizationAsync();
        var start = acme.Owner.Get<StartExport>();

        Assert.Equal("not_found", (await start.ExecuteAsync(new("tea", ExportFormat.Csv, Arguments(new { })))).Problem?.Code);
        Assert.Equal("invalid_request", (await start.ExecuteAsync(
            new("orders", ExportFormat.Csv, Arguments(new OrderFilter("lost"))))).Problem?.Code);
        Assert.Equal("invalid_request", (await start.ExecuteAsync(
            new("orders", ExportFormat.Csv, Arguments(new { }), "price"))).Problem?.Code);
        Assert.Equal("invalid_request", (await start.ExecuteAsync(
            new("orders", ExportFormat.Csv, Arguments(new[] { 1 })))).Problem?.Code);
    }

    [Fact]
    public async Task The_sixth_export_at_the_same_time_is_refused()
    {
        var acme = await host.OrganizationAsync();
        for (var n = 0; n < Export.MostRunning; n++)
            Assert.True((await acme.Owner.Get<StartExport>().ExecuteAsync(
                new("orders", ExportFormat.Csv, Arguments(new { })))).Succeeded);

        var sixth = await acme.Owner.Get<StartExport>().ExecuteAsync(new("orders", ExportFormat.Csv, Arguments(new { })));

        Assert.Equal("too_many_exports", sixth.Problem?.Code);
    }

    [Fact]
    public async Task A_download_is_in_the_audit_log_with_the_member_who_got_the_link_and_the_address_that_used_it()
    {
        var acme = await host.OrganizationAsync();
        var export = await ExportedAsync(acme, "products", new ProductFilter());
        var seen = (await acme.Admin.Get<GetExport>().ExecuteAsync(new(export.Export.Id), Ct)).Value;

        await DownloadAsync(seen);

        Assert.Equal(["export.start", "export.download"], await acme.AuditedAsync());
        Assert.Equal($"{acme.Admin.MemberId} 127.0.0.1", await host.ScalarAsync<string>("""
            select actor_id || ' ' || host(address) from audit_entries
            where organization_id = $1 and action = 'export.download'
            """, acme.Id));
    }

    [Fact]
    public async Task A_link_ends_when_the_member_who_got_it_may_no_longer_read_the_list()
    {
        var acme = await host.OrganizationAsync();
        var export = await ExportedAsync(acme, "audit-log", new { });
        var link = (await acme.Admin.Get<GetExport>().ExecuteAsync(new(export.Export.Id), Ct)).Value.Link;
        using var http = host.Http();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(link, Ct)).StatusCode);

        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(Role.Member)));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(link, Ct)).StatusCode);
        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Admin.MemberId));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(link, Ct)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(export.Link, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_link_works_without_signing_in_and_a_changed_one_does_not()
    {
        var acme = await host.OrganizationAsync();
        var export = await ExportedAsync(acme, "products", new ProductFilter());
        using var http = host.Http();
        using var answer = await http.GetAsync(export.Link, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(export.Export.FileName, answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var token = export.Link!.Split('/')[^1];
        foreach (var wrong in new[] { token[..^2] + (token.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA"), "a" })
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/downloads/{wrong}", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_deleted_export_cannot_be_downloaded_and_its_file_is_removed()
    {
        var acme = await host.OrganizationAsync();
        var export = await ExportedAsync(acme, "products", new ProductFilter());

        Assert.True((await acme.Owner.Get<DeleteExport>().ExecuteAsync(new(export.Export.Id))).Succeeded);
        using var http = host.Http();
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(export.Link, Ct)).StatusCode);
        Assert.Empty((await acme.Owner.Get<ListExports>().ExecuteAsync(new(), Ct)).Value);
        await host.Services.GetRequiredService<DeleteExportFiles>().RunAsync(Ct);

        var path = $"exports/{acme.Id:N}/{export.Export.Id.Value:N}/file";
        Assert.Null(await host.Services.GetRequiredService<IObjectStore>().OpenAsync(path, Ct));
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from exports where organization_id = $1", acme.Id));
    }

    [Fact]
    public async Task A_file_is_gone_after_a_day()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        var services = host.At(clock);
        var acme = await host.OrganizationAsync(clock: clock, services: services);
        var started = (await acme.Owner.Get<StartExport>().ExecuteAsync(
            new("products", ExportFormat.Csv, Arguments(new ProductFilter())), null, Ct)).Value;
        await services.RunDueJobsAsync(ExportJobs.Run);
        var link = (await acme.Owner.Get<GetExport>().ExecuteAsync(new(started.Id), Ct)).Value.Link!;
        var links = services.GetRequiredService<ExportLinks>();
        Assert.NotNull(links.Read(link.Split('/')[^1]));

        clock.Advance(TimeSpan.FromHours(24));

        Assert.Null(links.Read(link.Split('/')[^1]));
        Assert.Equal("not_found", (await acme.Owner.Get<GetExport>().ExecuteAsync(new(started.Id), Ct)).Problem?.Code);
        await services.GetRequiredService<DeleteExportFiles>().RunAsync(Ct);
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from exports where organization_id = $1", acme.Id));
    }
}
