using System.Net.Http.Json;
using Npgsql;

namespace App.E2E.Faults;

[Collection(KillingTests.Name)]
public sealed class KillingBackgroundWork(SeededDatabase seeded)
{
    static readonly string[] Created = ["product.created"];
    static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Selects the deliveries to the receiver of this test. Those to the demo's receiver may fail while its instance is down.
    /// </summary>
    const string Ours = """
        from webhook_deliveries d
            join webhook_endpoints e on e.organization_id = d.organization_id and e.id = d.endpoint_id
        where e.url like '%/hooks'
        """;

    [Fact]
    public async Task Killing_instances_that_send_email_and_retry_webhooks_loses_nothing_and_repeats_no_success()
    {
        await using var database = await seeded.CloneAsync();
        await using var reads = NpgsqlDataSource.Create(database.Connection("ADMIN"));
        await using var world = OutsideWorld.Open(product => IsDeliveredAsync(reads, product));
        (string, string)[] settings =
        [
            ("Mail__Resend__Key", "re_test"), ("Mail__Resend__Url", world.Url), ("Mail__From", "Stockade <no-reply@example.com>"),
            ("Webhooks__AllowedNetworks", "127.0.0.0/8,::1/128"), ("Jobs__InvisibilitySeconds", "3"),
        ];
        await using var one = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile, settings: settings);
        await using var other = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile, settings: settings);
        var key = one.Demo.GetProperty("organizations")[0].GetProperty("api_keys").GetProperty("admin").GetString()!;
        await CreateAsync(one, key, "webhook_endpoints", new { url = $"{world.Url}/hooks", event_types = Created });

        var kills = Long.Or(2, 20);
        var requested = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var (killed, alive) = kill % 2 == 0 ? (one, other) : (other, one);
            for (var n = 0; n < 3; n++, requested++)
            {
                var guest = $"guest-{requested}@people.example";
                await CreateAsync(alive, key, "invitations", new { email = guest, role = "member" });
                var variant = new { sku = $"KILL-{requested}", price = new { amount = 100, currency = "EUR" } };
                await CreateAsync(alive, key, "products", new { name = $"Tea {requested}", variants = new[] { variant } });
            }
            await UntilAsync(() => Task.FromResult(world.DeliveriesSeen > requested / 2));
            await killed.KillAsync();
            await killed.StartAgainAsync();
        }

        await SettledAsync(database);
        var guests = world.Recipients.Where(to => to.StartsWith("guest-", StringComparison.Ordinal)).ToList();
        Assert.Equal(requested, guests.Count);
        Assert.Equal(requested, guests.Distinct().Count());
        Assert.Equal(0, world.MixedUpKeys);
        Assert.Equal(0, world.PostsAfterSuccess);
        Assert.Equal(requested, await database.ScalarAsync<long>(
            $"select count(*) {Ours} and (d.status = 'Delivered' or d.status = 'Pending' and {Scheduled})"));
        // A success becomes a row when its delivery is posted again.
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from webhook_attempts where error is null"));
        var check = await File.ReadAllTextAsync(Path.Combine(TestDatabase.Root, "build", "check.sql"));
        Assert.Equal(0L, await database.ScalarAsync<long>(check));
    }

    [Fact]
    public async Task Dropping_the_Hangfire_schema_loses_no_email_and_no_retry()
    {
        await using var database = await seeded.CloneAsync();
        await using var reads = NpgsqlDataSource.Create(database.Connection("ADMIN"));
        await using var world = OutsideWorld.Open(product => IsDeliveredAsync(reads, product));
        (string, string)[] settings =
        [
            ("Mail__Resend__Key", "re_test"), ("Mail__Resend__Url", world.Url), ("Mail__From", "Stockade <no-reply@example.com>"),
            ("Webhooks__AllowedNetworks", "127.0.0.0/8,::1/128"),
        ];
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile, settings: settings);
        var key = app.Demo.GetProperty("organizations")[0].GetProperty("api_keys").GetProperty("admin").GetString()!;
        await CreateAsync(app, key, "webhook_endpoints", new { url = $"{world.Url}/hooks", event_types = Created });
        for (var n = 0; n < 8; n++)
            await CreateAsync(app, key, "invitations", new { email = $"guest-{n}@people.example", role = "member" });
        var variant = new { sku = "DROP-1", price = new { amount = 100, currency = "EUR" } };
        await CreateAsync(app, key, "products", new { name = "Tea", variants = new[] { variant } });
        await UntilAsync(async () =>
            await database.ScalarAsync<long>($"select count(*) {Ours} and d.status = 'Pending' and not d.ready") == 1);

        await app.KillAsync();
        Assert.NotEqual(0L, await database.ScalarAsync<long>("select count(*) from platform.emails where state = 'Queued'"));
        await using (var drop = reads.CreateCommand("drop schema hangfire cascade"))
            await drop.ExecuteNonQueryAsync();
        await app.RunToEndAsync("migrate");
        await app.StartAgainAsync();

        await SettledAsync(database);
        Assert.Equal(8, world.Recipients.Distinct().Count(to => to.StartsWith("guest-", StringComparison.Ordinal)));
        Assert.Equal(1L, await database.ScalarAsync<long>(
            $"select count(*) {Ours} and (d.status = 'Delivered' or d.status = 'Pending' and {Scheduled})"));
    }

    /// <summary>Returns whether the delivery of this product's event is recorded as a success.</summary>
    static async Task<bool> IsDeliveredAsync(NpgsqlDataSource reads, string product)
    {
        await using var read = reads.CreateCommand("""
            select exists (select from webhook_deliveries d
                join outbox_messages m on m.organization_id = d.organization_id and m.id = d.event_id
                where d.status = 'Delivered' and m.payload::text like $1)
            """);
        read.Parameters.Add(new() { Value = $"%{product}%" });
        return (bool)(await read.ExecuteScalarAsync())!;
    }

    /// <summary>Creates a resource through the API.</summary>
    static async Task CreateAsync(RunningApp app, string key, string resource, object body)
    {
        using var http = app.Http(key);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{resource}");
        request.Content = JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{await answer.Content.ReadAsStringAsync()}\n{app.Output}");
    }

    /// <summary>
    /// Matches a retry that is minutes away and has its job. On a busy machine an attempt may time out after ten seconds, and the
    /// next one follows only after five minutes.
    /// </summary>
    const string Scheduled = """
        d.attempts > 1 and not d.ready and d.next_attempt_at > now() + interval '1 minute'
            and exists (select from platform.pending_jobs p
                join hangfire.job j on j.id = p.job_id and j.statename = 'Scheduled'
                where p.kind = 'webhook.retry' and p.subject = d.endpoint_id)
        """;

    /// <summary>Waits until no email and no delivery is left to be sent; the failure message lists what is left.</summary>
    static async Task SettledAsync(TestDatabase database)
    {
        const string emails = "select count(*) from platform.emails where state = 'Queued'";
        const string left = $"""
            select concat_ws(E'\n',
                (select string_agg(concat_ws(' ', 'email', attempts, next_attempt_at, failure), E'\n')
                    from platform.emails where state = 'Queued'),
                (select string_agg(
                    concat_ws(' ', 'delivery', d.attempts, d.ready, d.next_attempt_at, d.leased_until, d.last_error), E'\n')
                    {Ours} and d.status = 'Pending'),
                (select string_agg(concat_ws(' ', 'job', id, statename, arguments), E'\n')
                    from hangfire.job where statename <> 'Succeeded'),
                (select string_agg(concat_ws(' ', 'queue', jobid, fetchedat), E'\n') from hangfire.jobqueue), now())
            """;
        try
        {
            const string deliveries = $"select count(*) {Ours} and d.status = 'Pending' and not ({Scheduled})";
            await UntilAsync(async () =>
                await database.ScalarAsync<long>(emails) == 0 && await database.ScalarAsync<long>(deliveries) == 0);
        }
        catch (Xunit.Sdk.XunitException timeout)
        {
            Assert.Fail($"{timeout.Message}\n{await database.ScalarAsync<string>(left)}");
        }
    }

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < Timeout, "The condition was not met within three minutes.");
            await timer.WaitForNextTickAsync();
        }
    }
}
