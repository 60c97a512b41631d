using System.Text.Json;
using App.Platform;
using App.Tests.Catalog;
using App.Tests.Platform;
using App.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class HostileReceiverTests(LoopHouse loops) : IAsyncLifetime
{
    readonly TestHouse house = loops.House;
    readonly TestClock clock = new();
    ServiceProvider services = null!;
    StubReceiver stub = null!;
    TestOrganization acme = null!;

    public async ValueTask InitializeAsync()
    {
        await using var clear = house.Admin.CreateCommand("delete from platform.pending_jobs; delete from webhook_attempts; delete from webhook_deliveries; delete from outbox_messages");
        await clear.ExecuteNonQueryAsync();
        services = house.At(clock, settings: WebhookStory.LoopbackAllowed);
        stub = await StubReceiver.StartAsync();
        acme = await house.OrganizationAsync(clock: clock, services: services);
    }

    public async ValueTask DisposeAsync()
    {
        await stub.DisposeAsync();
        await services.DisposeAsync();
    }

    DeliveryPump Pump => services.GetRequiredService<DeliveryPump>();

    [Fact]
    public async Task A_receiver_that_hangs_is_left_after_ten_seconds()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Hang;
        await services.GetRequiredService<Relay>().RunDryAsync();

        await Pump.StepAsync(default);
        await stub.Arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(10));
        await Pump.RunDryAsync();

        var attempt = Assert.Single(await house.AttemptsAsync(acme));
        Assert.Equal(("timeout", 10_000, (int?)null), (attempt.Error, attempt.DurationMs, attempt.StatusCode));
    }

    [Theory]
    [InlineData("redirect", "redirect", 302)]
    [InlineData("reset", "connection_lost", null)]
    [InlineData("teapot", "status", 418)]
    public async Task Only_2xx_counts(string answer, string error, int? status)
    {
        await using var elsewhere = await StubReceiver.StartAsync();
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = answer switch
        {
            "redirect" => StubReceiver.Status(302, "", ("Location", elsewhere.Url)),
            "reset" => StubReceiver.Reset,
            _ => StubReceiver.Status(418),
        };

        await services.RunLoopsAsync();

        var attempt = Assert.Single(await house.AttemptsAsync(acme));
        Assert.Equal((error, status), (attempt.Error, attempt.StatusCode));
        Assert.Empty(elsewhere.Posts);
        Assert.Equal(DeliveryStatus.Pending, (await house.DeliveryAsync(acme)).Status);
    }

    [Fact]
    public async Task A_flood_of_an_answer_is_cut_off()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Flood;

        await services.RunLoopsAsync();

        var attempt = Assert.Single(await house.AttemptsAsync(acme));
        Assert.Equal((200, 4096), (attempt.StatusCode, attempt.ResponseExcerpt!.Length));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_ends_the_attempt()
    {
        await using var tls = await StubReceiver.StartAsync(tls: true);
        await acme.Admin.ListensAsync(tls.Url);
        await acme.StocksTeaAsync();

        await services.RunLoopsAsync();

        Assert.Equal("tls_failed", Assert.Single(await house.AttemptsAsync(acme)).Error);
        Assert.Empty(tls.Posts);
    }

    [Fact]
    public async Task Nobody_at_home_is_a_failed_connection()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        await stub.DisposeAsync();

        await services.RunLoopsAsync();

        Assert.Equal("connection_failed", Assert.Single(await house.AttemptsAsync(acme)).Error);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_connecting_and_nothing_arrives()
    {
        await acme.Admin.ListensAsync(stub.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await acme.StocksTeaAsync();
        var strict = house.At(clock, settings: new Dictionary<string, string?> { ["Webhooks:AllowedNetworks"] = "10.99.0.0/16" });

        await strict.RunLoopsAsync();

        Assert.Equal("address_refused", Assert.Single(await house.AttemptsAsync(acme)).Error);
        Assert.Empty(stub.Posts);
    }

    [Fact]
    public async Task Endpoints_that_hang_do_not_stall_the_others()
    {
        await using var dead = await StubReceiver.StartAsync();
        dead.Answer = StubReceiver.Hang;
        for (var i = 0; i < 40; i++)
            await acme.Admin.ListensAsync($"{dead.Url}/{i}", "product.updated");
        await acme.Admin.ListensAsync(stub.Url, "product.created");
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync(); // the good one has proven itself
        var tea = await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        var before = stub.Posts.Count;
        for (var i = 0; i < 5; i++)
            await acme.Owner.Get<App.Catalog.UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: $"Tea {i}")));
        await services.GetRequiredService<Relay>().RunDryAsync();
        await Pump.StepAsync(default); // 200 deliveries wait for 40 dead endpoints

        for (var i = 0; i < 20; i++)
            await acme.StocksTeaAsync();
        await services.GetRequiredService<Relay>().RunDryAsync();
        while (stub.Posts.Count < before + 20)
            if (!await Pump.StepAsync(TestContext.Current.CancellationToken))
                await Pump.Ear.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        Assert.InRange(dead.Posts.Count, 1, DeliveryWindows.UnprovenPlaces); // none of them has ended: the clock stands still
        clock.Advance(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_retry_of_a_good_endpoint_starts_at_its_time_although_five_hundred_dead_ones_retry_too()
    {
        await using var dead = await StubReceiver.StartAsync();
        await acme.Admin.ListensAsync(stub.Url, "product.created");
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync(); // the good one has proven itself
        stub.Answer = StubReceiver.Status(500);
        dead.Answer = StubReceiver.Status(500);
        var tea = await acme.StocksTeaAsync();
        await PlantEndpointsAsync(dead.Url, 500);
        await acme.Owner.Get<App.Catalog.UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: "Green tea")));
        await services.RunLoopsAsync();
        Assert.Equal(501L, await house.ScalarAsync<long>("select count(*) from webhook_deliveries where organization_id = $1 and status = 'Pending' and not ready", acme.Id));
        Assert.Equal(501L, await house.ScalarAsync<long>("select count(*) from platform.pending_jobs where kind = 'webhook.retry'"));
        var posts = stub.Posts.Count;

        stub.Answer = StubReceiver.Status(200);
        dead.Answer = StubReceiver.Hang;
        clock.Advance(TimeSpan.FromSeconds(6));
        await RunOneJobOfAsync(dead.Url);
        while (stub.Posts.Count == posts)
            if (!await Pump.StepAsync(TestContext.Current.CancellationToken))
                await Pump.Ear.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        Assert.InRange(dead.Posts.Count(post => post.Path.StartsWith("/dead", StringComparison.Ordinal)), 500, 500 + DeliveryWindows.UnprovenPlaces); // none of these has ended: the clock stands still
        clock.Advance(TimeSpan.FromSeconds(10));
    }

    /// <summary>More than an organization may have, because dead endpoints of many organizations meet in one pump.</summary>
    async Task PlantEndpointsAsync(string url, int count)
    {
        var sealing = services.GetRequiredService<EndpointSecrets>();
        await using var db = house.Behind(acme.Id);
        for (var n = 0; n < count; n++)
        {
            var endpoint = WebhookEndpoint.Create($"{url}/dead/{n}", ["product.updated"], null, clock.GetUtcNow());
            endpoint.Take(sealing.Seal(WebhookSecret.Make(), acme.Id, endpoint.Id), clock.GetUtcNow());
            db.Add(endpoint);
        }
        await db.SaveChangesAsync();
    }

    /// <summary>The first job in the queue, which is one of a dead endpoint. Hundreds of others are behind it.</summary>
    async Task RunOneJobOfAsync(string url)
    {
        var dead = await house.ScalarAsync<Guid>("select id from webhook_endpoints where organization_id = $1 and url like $2 limit 1", acme.Id, $"{url}/dead/%");
        await services.GetRequiredService<JobHost>().RunAsync(WebhookJobs.Retry.Name, acme.Id, dead, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_delivery_that_waits_for_its_turn_at_a_slow_endpoint_has_all_of_its_ten_seconds_left()
    {
        const int waiting = 10, all = DeliveryWindows.Posts + waiting;
        await acme.Admin.ListensAsync(stub.Url, "product.created");
        for (var i = 0; i < 8; i++)
            await acme.StocksTeaAsync();
        await services.RunLoopsAsync(); // so often that its window is as wide as any
        for (var i = 0; i < all; i++)
            await acme.StocksTeaAsync();
        await services.GetRequiredService<Relay>().RunDryAsync();
        var (count, full, everyone) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        stub.Answer = context =>
        {
            var number = Interlocked.Increment(ref count);
            if (number == DeliveryWindows.Posts)
                full.SetResult();
            if (number == all)
                everyone.SetResult();
            return StubReceiver.Hang(context);
        };

        await Pump.StepAsync(default);
        Assert.Equal(all, Pump.InHand);
        await full.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(10)); // those in flight are given up, the others begin
        while (Pump.InHand > waiting)
            if (!await Pump.StepAsync(TestContext.Current.CancellationToken))
                await Pump.Ear.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await everyone.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        stub.Answer = StubReceiver.Status(200); // for the second tries
        clock.Advance(TimeSpan.FromSeconds(10));
        await Pump.RunDryAsync();

        var late = (await house.AttemptsAsync(acme)).Where(attempt => attempt.Error is not null).ToList();
        Assert.Equal(all, late.Count);
        Assert.All(late, attempt => Assert.Equal(("timeout", 10_000), (attempt.Error, attempt.DurationMs)));
    }
}
