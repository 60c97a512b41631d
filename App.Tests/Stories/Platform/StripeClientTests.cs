using System.Net;
using System.Security.Cryptography;
using System.Text;
using App.Webhooks;
using Microsoft.AspNetCore.WebUtilities;
using Stripe;

namespace App.Tests.Platform;

/// <summary>
/// Checks the behavior of Stripe.net that billing will rely on, over real HTTP to a stand-in on loopback: what it sends, how it
/// reports errors, and which webhooks it accepts.
/// </summary>
public sealed class StripeClientTests : IAsyncLifetime
{
    const string Key = "sk_test_stand_in", Secret = "whsec_of_the_stand_in", Version = "2026-10-28.endive";

    readonly FakeClock clock = new();
    readonly HttpClient http = new();
    StubReceiver standIn = null!;

    public async ValueTask InitializeAsync() => standIn = await StubReceiver.StartAsync();

    StripeClient Client() => new(new StripeClientOptions
    {
        ApiKey = Key,
        ApiBase = standIn.Url,
        HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0),
    });

    [Fact]
    public async Task Creating_a_customer_sends_the_key_version_idempotency_key_and_metadata()
    {
        standIn.Answer = StubReceiver.Status(200, """
            { "id": "cus_1", "object": "customer", "email": "ada@people.example", "metadata": { "organization": "org_1" } }
            """);

        var customer = await Client().V1.Customers.CreateAsync(
            new CustomerCreateOptions { Email = "ada@people.example", Metadata = new() { ["organization"] = "org_1" } },
            new RequestOptions { IdempotencyKey = "customer-of-org_1" });

        Assert.Equal(("cus_1", "ada@people.example", "org_1"), (customer.Id, customer.Email, customer.Metadata["organization"]));
        var sent = Assert.Single(standIn.Posts);
        Assert.Equal("/v1/customers", sent.Path);
        Assert.Equal("Bearer " + Key, sent.Headers["Authorization"]);
        Assert.Equal(("customer-of-org_1", Version), (sent.Headers["Idempotency-Key"], sent.Headers["Stripe-Version"]));
        Assert.StartsWith("application/x-www-form-urlencoded", sent.Headers["Content-Type"], StringComparison.Ordinal);
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(sent.Body));
        Assert.Equal(["email", "metadata[organization]"], form.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("ada@people.example", "org_1"), (form["email"].ToString(), form["metadata[organization]"].ToString()));
    }

    [Fact]
    public async Task An_error_response_throws_with_its_status_and_code()
    {
        standIn.Answer = StubReceiver.Status(404, """
            {
              "error": {
                "type": "invalid_request_error", "code": "resource_missing", "message": "No such customer", "param": "id"
              }
            }
            """);

        var failure = await Assert.ThrowsAsync<StripeException>(() => Client().V1.Customers.GetAsync("cus_2"));

        Assert.Equal(HttpStatusCode.NotFound, failure.HttpStatusCode);
        Assert.Equal(("resource_missing", "id"), (failure.StripeError.Code, failure.StripeError.Param));
    }

    /// <summary>As Stripe documents it: t=…,v1=hex(HMAC-SHA256(secret, "t.body")).</summary>
    static string Sign(string body, DateTimeOffset moment, string secret = Secret)
    {
        var seconds = moment.ToUnixTimeSeconds();
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(hash)}";
    }

    static string Event(string version = Version) => $$"""
        {
          "id": "evt_1", "object": "event", "type": "customer.created", "api_version": "{{version}}",
          "data": { "object": { "id": "cus_1", "object": "customer" } }
        }
        """;

    Event Read(string body, string header) =>
        EventUtility.ConstructEvent(body, header, Secret, tolerance: 300, utcNow: clock.GetUtcNow().ToUnixTimeSeconds());

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void A_signed_recent_webhook_is_accepted(int age)
    {
        var read = Read(Event(), Sign(Event(), clock.GetUtcNow().AddSeconds(-age)));

        Assert.Equal(("evt_1", "customer.created", "cus_1"), (read.Id, read.Type, Assert.IsType<Customer>(read.Data.Object).Id));
    }

    [Fact]
    public void A_forged_or_old_webhook_is_refused()
    {
        var now = clock.GetUtcNow();
        var old = clock.GetUtcNow().AddSeconds(-301);
        void IsRefused(string body, string header) => Assert.Throws<StripeException>(() => Read(body, header));

        IsRefused(Event().Replace("cus_1", "cus_2", StringComparison.Ordinal), Sign(Event(), now));
        IsRefused(Event(), Sign(Event(), old));
        IsRefused(Event(), Sign(Event(), now, secret: "whsec_of_another"));
        // An old signature with a new timestamp.
        IsRefused(Event(), $"t={now.ToUnixTimeSeconds()},{Sign(Event(), old).Split(',')[1]}");
        IsRefused(Event(), "nonsense");
    }

    /// <summary>
    /// The webhook endpoint at Stripe must use the API version of the library, so a package update that changes the version fails
    /// here.
    /// </summary>
    [Fact]
    public void A_webhook_with_another_API_version_is_refused()
    {
        Assert.Equal(Version, StripeConfiguration.ApiVersion);
        Assert.Throws<StripeException>(() => Read(Event("2020-08-27"), Sign(Event("2020-08-27"), clock.GetUtcNow())));
    }

    /// <summary>Our own simple webhook signature uses Stripe's format, so its library verifies it independently.</summary>
    [Fact]
    public void Stripes_library_accepts_the_signature_of_our_own_webhooks()
    {
        var ours = WebhookSignature.InHex(Secret, clock.GetUtcNow().ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(Event()));

        Assert.Equal("evt_1", Read(Event(), ours).Id);
        Assert.Throws<StripeException>(() => Read(Event() + " ", ours));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await standIn.DisposeAsync();
    }
}
