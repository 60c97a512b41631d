using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using App.Docs.Pages;
using App.Tests.Architecture;
using App.Webhooks;
using Webhooks;

namespace App.Tests.Docs;

/// <summary>
/// The samples that verify webhooks are run with a delivery that was really sent, and with forged ones. They read the real clock,
/// as a receiver does.
/// </summary>
public sealed class WebhookSamplesTests
{
    static readonly string Samples = Path.Combine(Sources.Root, "App", "Docs", "Samples");

    static readonly string Secret = WebhookSecret.Make(), OldSecret = WebhookSecret.Make();

    /// <summary>Reads the sample as a module and the delivery from the standard input, and prints the result.</summary>
    static readonly string JavaScript = $$"""
        import { readFileSync } from "node:fs";
        import { isFromStockade } from "{{new Uri(Path.Combine(Samples, "verify-webhook.mjs"))}}";
        const { secret, headers, body } = JSON.parse(readFileSync(0));
        console.log(isFromStockade(secret, headers, Buffer.from(body, "base64")));
        """;

    static readonly string Python = $"""
        import base64, json, sys
        sys.path.insert(0, "{Samples}")
        from verify_webhook import is_from_stockade
        given = json.load(sys.stdin)
        print(str(is_from_stockade(given["secret"], given["headers"], base64.b64decode(given["body"]))).lower())
        """;

    public sealed record Delivery(string Secret, Dictionary<string, string> Headers, byte[] Body);

    [Theory]
    [InlineData("C#")]
    [InlineData("JavaScript")]
    [InlineData("Python")]
    [InlineData("Shell")]
    public async Task A_sample_accepts_a_real_delivery_and_refuses_forged_ones(string language)
    {
        var real = await DeliverAsync(age: TimeSpan.Zero);
        byte[] changed = [.. real.Body, (byte)' '];

        Assert.True(await VerifyAsync(language, real));
        Assert.True(await VerifyAsync(language, real with { Secret = OldSecret }), "signed with the old secret too");
        Assert.False(await VerifyAsync(language, real with { Secret = WebhookSecret.Make() }), "another secret");
        Assert.False(await VerifyAsync(language, real with { Body = changed }), "another body");
        Assert.False(await VerifyAsync(language, With(real, "webhook-id", "evt_1")), "another ID");
        Assert.False(await VerifyAsync(language, With(real, "webhook-timestamp", "yesterday")), "no time");
        Assert.False(await VerifyAsync(language, With(real, "webhook-signature", "")), "no signature");
        Assert.False(await VerifyAsync(language, await DeliverAsync(age: TimeSpan.FromMinutes(6))), "too old");
    }

    [Fact]
    public void The_page_shows_each_sample_as_it_is_in_its_file()
    {
        var files = Directory.GetFiles(Samples).Select(file => File.ReadAllText(file).TrimEnd()).Order(StringComparer.Ordinal);

        Assert.Equal(files, WebhooksPage.Verification.Select(sample => sample.Code).Order(StringComparer.Ordinal));
    }

    /// <summary>Sends an event to a receiver, as the product does, and returns what arrived.</summary>
    static async Task<Delivery> DeliverAsync(TimeSpan age)
    {
        await using var receiver = await StubReceiver.StartAsync();
        var settings = new WebhookSettings([IPNetwork.Parse("127.0.0.0/8")], null, TimeSpan.FromSeconds(10));
        var clock = new FakeClock(TimeProvider.System.GetUtcNow() - age);
        using var sender = new WebhookSender(settings, new Destinations(settings), clock);
        var happened = EventView.Of(
            Id<OutboxMessage>.New(clock.GetUtcNow()), "customer.created", clock.GetUtcNow(), """{"name": "Küche 🍵"}""");

        var outcome = await sender.SendAsync(new(new Uri(receiver.Url), happened, Secret, OldSecret), default);

        Assert.True(outcome.Succeeded, outcome.Error);
        var post = Assert.Single(receiver.Posts);
        return new(Secret, post.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value), post.Body);
    }

    static Delivery With(Delivery delivery, string header, string value) =>
        delivery with { Headers = new(delivery.Headers) { [header] = value } };

    static async Task<bool> VerifyAsync(string language, Delivery delivery)
    {
        var headers = delivery.Headers;
        string id = headers["webhook-id"], timestamp = headers["webhook-timestamp"], signature = headers["webhook-signature"];
        if (language == "C#")
            return WebhookVerifier.IsFromStockade(delivery.Secret, id, timestamp, signature, delivery.Body);
        if (language == "Shell")
            return await VerifyInShellAsync(delivery, id, timestamp, signature);
        var input = JsonSerializer.Serialize(new { secret = delivery.Secret, headers, body = delivery.Body });
        var (code, output) = language == "JavaScript"
            ? await RunAsync("node", ["--input-type=module", "-e", JavaScript], input)
            : await RunAsync("python3", ["-B", "-c", Python], input);
        Assert.Equal(0, code);
        return bool.Parse(output);
    }

    static async Task<bool> VerifyInShellAsync(Delivery delivery, string id, string timestamp, string signature)
    {
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder.File("body"), delivery.Body);
        string[] arguments = [Path.Combine(Samples, "verify-webhook.sh"), id, timestamp, signature, folder.File("body")];
        var (code, _) = await RunAsync("sh", arguments, "", ("WEBHOOK_SECRET", delivery.Secret));
        return code == 0;
    }

    static async Task<(int Code, string Output)> RunAsync(
        string program, string[] arguments, string input, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var run = Start(start);
        await run.StandardInput.WriteAsync(input);
        run.StandardInput.Close();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (run.ExitCode, output.Trim());
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"{start.FileName} is missing: install it to run the samples of the documentation.");
            throw;
        }
    }
}
