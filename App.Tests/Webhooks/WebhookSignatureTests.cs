using System.Text;
using App.Platform;
using App.Webhooks;
using Microsoft.AspNetCore.Http;
using StandardWebhooks.Diagnostics;

namespace App.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static readonly byte[] Body = """{"type":"order.created","timestamp":"2026-01-02T03:04:05Z","data":{"id":"ord_1"}}"""u8.ToArray();
    static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1767323045);

    [Fact]
    public void The_vectors_of_Standard_Webhooks_come_out()
    {
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            StandardWebhook.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));
        Assert.Equal("v1,9xFqF6SkR+JefltE2RWSxk2BLWcLtWUwZDquC7SjuZw=", StandardWebhook.Sign(Secret, "msg_test1", 1767323045, Body));
    }

    [Fact]
    public void The_simple_header_is_keyed_with_the_whole_secret() => Assert.Equal(
        "t=1767323045,v1=c646dc41f7b6f94dea59fc68a751f0e225362cd3703fc9cf115f1cb8eb3d4a48", WebhookSignature.InHex(Secret, 1767323045, Body));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_receiver_takes_five_minutes_either_way(int seconds, bool good)
    {
        var now = Then.AddSeconds(seconds);
        Assert.Equal(good, StandardWebhook.Verify(Secret, "msg_test1", "1767323045", "v1,9xFqF6SkR+JefltE2RWSxk2BLWcLtWUwZDquC7SjuZw=", Body, now));
        Assert.Equal(good, WebhookSignature.VerifyInHex(Secret, WebhookSignature.InHex(Secret, 1767323045, Body), Body, now));
    }

    [Fact]
    public void One_right_signature_among_several_is_enough()
    {
        var signatures = $"v1a,AAAA {StandardWebhook.Sign(WebhookSecret.Make(), "m", 1767323045, Body)} {StandardWebhook.Sign(Secret, "m", 1767323045, Body)}";
        Assert.True(StandardWebhook.Verify(Secret, "m", "1767323045", signatures, Body, Then));
    }

    [Theory]
    [InlineData(null, "1767323045", true)]
    [InlineData("m", null, true)]
    [InlineData("m", "1767323045.5", true)]
    [InlineData("m", "-1767323045", true)]
    [InlineData("n", "1767323045", true)]
    [InlineData("m", "1767323046", true)]
    [InlineData("m", "1767323045", false)]
    public void What_was_changed_on_the_way_is_refused(string? id, string? timestamp, bool sameBody)
    {
        var body = sameBody ? Body : [.. Body, (byte)'\n'];
        Assert.False(StandardWebhook.Verify(Secret, id, timestamp, StandardWebhook.Sign(Secret, "m", 1767323045, Body), body, Then));
    }

    /// <summary>
    /// The independent witness: the package StandardWebhooks, which a receiver may use. It reads the real clock, so these are
    /// signed now.
    /// </summary>
    static void VerifiedByTheLibrary(string secret, string body, int age = 0, string? idShown = null)
    {
        var moment = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - age;
        var headers = new HeaderDictionary
        {
            [WebhookSignature.Id] = idShown ?? "msg_1",
            [WebhookSignature.Timestamp] = $"{moment}",
            [WebhookSignature.Signature] = StandardWebhook.Sign(secret, "msg_1", moment, Body),
        };
        new StandardWebhooks.StandardWebhook(Secret).Verify(body, headers);
    }

    [Fact]
    public void The_library_that_receivers_use_takes_our_signature() =>
        VerifiedByTheLibrary(Secret, Encoding.UTF8.GetString(Body));

    [Fact]
    public void The_library_that_receivers_use_refuses_a_changed_body_another_id_another_secret_and_an_old_one()
    {
        var body = Encoding.UTF8.GetString(Body);
        var changed = body.Replace("ord_1", "ord_2", StringComparison.Ordinal);

        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(Secret, changed));
        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(Secret, body, idShown: "msg_2"));
        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(WebhookSecret.Make(), body));
        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(Secret, body, age: 400));
    }

    [Fact]
    public void A_secret_is_whsec_and_32_bytes()
    {
        Assert.StartsWith("whsec_", WebhookSecret.Make());
        Assert.Equal(32, StandardWebhook.Key(WebhookSecret.Make()).Length);
        Assert.NotEqual(WebhookSecret.Make(), WebhookSecret.Make());
    }
}
