using System.Text.Json;
using App.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class HostileReceiverTests(LoopHost loops) : WebhookStory(loops)
{
    DeliveryWorker Worker => Services.GetRequiredService<DeliveryWorker>();

    [Fact]
    public async Task An_attempt_times_out_after_ten_seconds()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Hang;
        await Services.GetRequiredService<Relay>().RunDryAsync();

        await Worker.StepAsync(default);
        await Stub.Arrived.Task;
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Worker.RunDryAsync();

        var attempt = Assert.Single(await Host.AttemptsAsync(Acme));
        Assert.Equal(("timeout", 10_000, (int?)null), (attempt.Error, attempt.DurationMs, attempt.StatusCode));
    }

    [Theory]
    [InlineData("redirect", "redirect", 302)]
    [InlineData("reset", "connection_lost", null)]
    [InlineData("teapot", "status", 418)]
    public async Task Only_2xx_responses_count_as_delivered(string answer, string error, int? status)
    {
        await using var elsewhere = await StubReceiver.StartAsync();
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = answer switch
        {
            "redirect" => StubReceiver.Status(302, "", ("Location", elsewhere.Url)),
            "reset" => StubReceiver.Reset,
            _ => StubReceiver.Status(418),
        };

        await Services.RunLoopsAsync();

        var attempt = Assert.Single(await Host.AttemptsAsync(Acme));
        Assert.Equal((error, status), (attempt.Error, attempt.StatusCode));
        Assert.Empty(elsewhere.Posts);
        Assert.Equal(DeliveryStatus.Pending, (await Host.DeliveryAsync(Acme)).Status);
    }

    [Fact]
    public async Task An_endless_response_is_truncated()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Flood;

        await Services.RunLoopsAsync();

        var attempt = Assert.Single(await Host.AttemptsAsync(Acme));
        Assert.Equal((200, 4096), (attempt.StatusCode, attempt.ResponseExcerpt!.Length));
    }

    [Fact]
    public async Task A_success_whose_body_stalls_is_delivered_once_without_an_excerpt()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Stall;
        await Services.GetRequiredService<Relay>().RunDryAsync();

        await Worker.StepAsync(default);
        await Stub.Arrived.Task;
        await AdvanceUntilSettledAsync();
        await Worker.RunDryAsync();

        var attempt = Assert.Single(await Host.AttemptsAsync(Acme));
        Assert.Equal((null, 200, null), (attempt.Error, attempt.StatusCode, attempt.ResponseExcerpt));
        Assert.Equal(DeliveryStatus.Delivered, (await Host.DeliveryAsync(Acme)).Status);
        Assert.Single(Stub.Posts);
    }

    /// <summary>The status may not have been read yet, so the time of the body may begin only after an advance.</summary>
    async Task AdvanceUntilSettledAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var n = 0; n < 50 && Worker.InProgress > 0; n++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(150)); // less than the ten seconds of an attempt in all
            await timer.WaitForNextTickAsync();
            await Worker.StepAsync(default);
        }
    }

    [Fact]
    public async Task An_untrusted_certificate_fails_the_attempt()
    {
        await using var tls = await StubReceiver.StartAsync(tls: true);
        await Acme.Admin.ListensAsync(tls.Url);
        await Acme.StocksTeaAsync();

        await Services.RunLoopsAsync();

        Assert.Equal("tls_failed", Assert.Single(await Host.AttemptsAsync(Acme)).Error);
        Assert.Empty(tls.Posts);
    }

    [Fact]
    public async Task A_refused_connection_fails_the_attempt()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        await Stub.DisposeAsync();

        await Services.RunLoopsAsync();

        Assert.Equal("connection_failed", Assert.Single(await Host.AttemptsAsync(Acme)).Error);
    }

    [Fact]
    public async Task A_host_name_that_resolves_to_a_private_address_is_refused_when_connecting()
    {
        await Acme.Admin.ListensAsync(Stub.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await Acme.StocksTeaAsync();
        var strict = Host.At(Clock, settings: new Dictionary<string, string?> { ["Webhooks:AllowedNetworks"] = "10.99.0.0/16" });

        await strict.RunLoopsAsync();

        Assert.Equal("address_refused", Assert.Single(await Host.AttemptsAsync(Acme)).Error);
        Assert.Empty(Stub.Posts);
    }

    [Fact]
    public async Task Hanging_endpoints_do_not_delay_deliveries_to_other_endpoints()
    {
        await using var dead = await StubReceiver.StartAsync();
        dead.Answer = StubReceiver.Hang;
        for (var i = 0; i < 40; i++)
            await Acme.Admin.ListensAsync($"{dead.Url}/{i}", "product.updated");
        await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync(); // makes the endpoint proven, so it shares no places with failing ones
        var tea = await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync();
        var before = Stub.Posts.Count;
        for (var i = 0; i < 5; i++)
            await Acme.Owner.Get<App.Catalog.UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: $"Tea {i}")));
        await Services.GetRequiredService<Relay>().RunDryAsync();
        await Worker.StepAsync(default); // 200 deliveries wait for 40 hanging endpoints

        for (var i = 0; i < 20; i++)
            await Acme.StocksTeaAsync();
        await Services.GetRequiredService<Relay>().RunDryAsync();
        while (Stub.Posts.Count < before + 20)
            if (!await Worker.StepAsync(TestContext.Current.CancellationToken))
                await Worker.Listener.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        // None of these posts has ended, because the Clock does not advance.
        Assert.InRange(dead.Posts.Count, 1, DeliveryWindows.UnprovenPlaces);
        Clock.Advance(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Retries_of_a_working_endpoint_are_on_time_while_five_hundred_hanging_endpoints_retry()
    {
        await using var dead = await StubReceiver.StartAsync();
        await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync(); // makes the endpoint proven, so it shares no places with failing ones
        Stub.Answer = StubReceiver.Status(500);
        dead.Answer = StubReceiver.Status(500);
        var tea = await Acme.StocksTeaAsync();
        await AddEndpointsAsync(Acme, $"{dead.Url}/dead", 500, "product.updated");
        await Acme.Owner.Get<App.Catalog.UpdateProduct>().ExecuteAsync(new(tea.Id, new(Name: "Black tea")));
        await Services.RunLoopsAsync();
        Assert.Equal(501L, await Host.ScalarAsync<long>(
            "select count(*) from webhook_deliveries where organization_id = $1 and status = 'Pending' and not ready",
            Acme.Id));
        Assert.Equal(
            501L, await Host.ScalarAsync<long>("select count(*) from platform.pending_jobs where kind = 'webhook.retry'"));
        var posts = Stub.Posts.Count;

        Stub.Answer = StubReceiver.Status(200);
        dead.Answer = StubReceiver.Hang;
        Clock.Advance(TimeSpan.FromSeconds(6));
        await RunOneJobOfAsync(dead.Url);
        while (Stub.Posts.Count == posts)
            if (!await Worker.StepAsync(TestContext.Current.CancellationToken))
                await Worker.Listener.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        // None of the second posts to these endpoints has ended, because the Clock does not advance.
        var postsToDead = dead.Posts.Count(post => post.Path.StartsWith("/dead", StringComparison.Ordinal));
        Assert.InRange(postsToDead, 500, 500 + DeliveryWindows.UnprovenPlaces);
        Clock.Advance(TimeSpan.FromSeconds(10));
    }

    /// <summary>
    /// Runs the first job in the queue, which belongs to a failing endpoint and has hundreds of others behind it.
    /// </summary>
    async Task RunOneJobOfAsync(string url)
    {
        var endpoint = await Host.ScalarAsync<Guid>(
            "select id from webhook_endpoints where organization_id = $1 and url like $2 limit 1", Acme.Id, $"{url}/dead/%");
        var jobs = Services.GetRequiredService<JobHost>();
        await jobs.RunAsync(WebhookJobs.Retry.Name, Acme.Id, endpoint, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_delivery_that_waits_behind_others_at_a_slow_endpoint_still_gets_its_full_ten_seconds()
    {
        const int waiting = 10;
        const int all = DeliveryWindows.Posts + waiting;
        await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        for (var i = 0; i < 8; i++)
            await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync(); // enough successes to widen its window to the maximum
        for (var i = 0; i < all; i++)
            await Acme.StocksTeaAsync();
        await Services.GetRequiredService<Relay>().RunDryAsync();
        var count = 0;
        var windowFull = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var allPosted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stub.Answer = context =>
        {
            var number = Interlocked.Increment(ref count);
            if (number == DeliveryWindows.Posts)
                windowFull.SetResult();
            if (number == all)
                allPosted.SetResult();
            return StubReceiver.Hang(context);
        };

        await Worker.StepAsync(default);
        Assert.Equal(all, Worker.InProgress);
        await windowFull.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(10)); // the posts in flight time out and the waiting ones start
        while (Worker.InProgress > waiting)
            if (!await Worker.StepAsync(TestContext.Current.CancellationToken))
                await Worker.Listener.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await allPosted.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Stub.Answer = StubReceiver.Status(200); // for the retries
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Worker.RunDryAsync();

        var timedOut = (await Host.AttemptsAsync(Acme)).Where(attempt => attempt.Error is not null).ToList();
        Assert.Equal(all, timedOut.Count);
        Assert.All(timedOut, attempt => Assert.Equal(("timeout", 10_000), (attempt.Error, attempt.DurationMs)));
    }
}
