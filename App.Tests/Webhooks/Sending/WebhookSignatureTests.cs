using System.Text;
using App.Webhooks;
using Microsoft.AspNetCore.Http;
using StandardWebhooks.Diagnostics;

namespace App.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static readonly byte[] Body =
        """{"type":"order.created","timestamp":"2026-01-02T03:04:05Z","data":{"id":"ord_1"}}"""u8.ToArray();
    static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1767323045);

    [Fact]
    public void Signatures_match_the_Standard_Webhooks_test_vectors()
    {
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            StandardWebhook.Sign(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));
        Assert.Equal(
            "v1,9xFqF6SkR+JefltE2RWSxk2BLWcLtWUwZDquC7SjuZw=", StandardWebhook.Sign(Secret, "msg_test1", 1767323045, Body));
    }

    [Fact]
    public void The_hex_signature_uses_the_whole_secret_as_its_key() =>
        Assert.Equal(
            "t=1767323045,v1=c646dc41f7b6f94dea59fc68a751f0e225362cd3703fc9cf115f1cb8eb3d4a48",
            WebhookSignature.InHex(Secret, 1767323045, Body));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void Timestamps_up_to_five_minutes_off_are_accepted(int seconds, bool accepted)
    {
        var now = SignedAt.AddSeconds(seconds);
        const string signature = "v1,9xFqF6SkR+JefltE2RWSxk2BLWcLtWUwZDquC7SjuZw=";
        Assert.Equal(accepted, StandardWebhook.Verify(Secret, "msg_test1", "1767323045", signature, Body, now));
        Assert.Equal(accepted, WebhookSignature.VerifyInHex(Secret, WebhookSignature.InHex(Secret, 1767323045, Body), Body, now));
    }

    [Fact]
    public void One_valid_signature_among_several_is_enough()
    {
        var foreign = StandardWebhook.Sign(WebhookSecret.Make(), "m", 1767323045, Body);
        var valid = StandardWebhook.Sign(Secret, "m", 1767323045, Body);
        var signatures = $"v1a,AAAA {foreign} {valid}";
        Assert.True(StandardWebhook.Verify(Secret, "m", "1767323045", signatures, Body, SignedAt));
    }

    [Theory]
    [InlineData(null, "1767323045", true)]
    [InlineData("m", null, true)]
    [InlineData("m", "1767323045.5", true)]
    [InlineData("m", "-1767323045", true)]
    [InlineData("n", "1767323045", true)]
    [InlineData("m", "1767323046", true)]
    [InlineData("m", "1767323045", false)]
    public void A_changed_id_timestamp_or_body_is_rejected(string? id, string? timestamp, bool sameBody)
    {
        var body = sameBody ? Body : [.. Body, (byte)'\n'];
        Assert.False(
            StandardWebhook.Verify(Secret, id, timestamp, StandardWebhook.Sign(Secret, "m", 1767323045, Body), body, SignedAt));
    }

    /// <summary>
    /// Verifies our signature with the package StandardWebhooks, an independent implementation that receivers may use. It reads
    /// the real clock, so the messages are signed with the current time.
    /// </summary>
    static void VerifiedByTheLibrary(string secret, string body, int age = 0, string? idSent = null)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - age;
        var headers = new HeaderDictionary
        {
            [WebhookSignature.Id] = idSent ?? "msg_1",
            [WebhookSignature.Timestamp] = $"{timestamp}",
            [WebhookSignature.Signature] = StandardWebhook.Sign(secret, "msg_1", timestamp, Body),
        };
        new StandardWebhooks.StandardWebhook(Secret).Verify(body, headers);
    }

    [Fact]
    public void The_StandardWebhooks_library_accepts_our_signature() =>
        VerifiedByTheLibrary(Secret, Encoding.UTF8.GetString(Body));

    [Fact]
    public void The_StandardWebhooks_library_rejects_a_changed_body_id_or_secret_and_an_old_timestamp()
    {
        var body = Encoding.UTF8.GetString(Body);
        var changed = body.Replace("ord_1", "ord_2", StringComparison.Ordinal);

        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(Secret, changed));
        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(Secret, body, idSent: "msg_2"));
        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(WebhookSecret.Make(), body));
        Assert.Throws<WebhookVerificationException>(() => VerifiedByTheLibrary(Secret, body, age: 400));
    }

    [Fact]
    public void A_secret_is_the_prefix_whsec_and_32_random_bytes()
    {
        Assert.StartsWith("whsec_", WebhookSecret.Make());
        Assert.Equal(32, StandardWebhook.Key(WebhookSecret.Make()).Length);
        Assert.NotEqual(WebhookSecret.Make(), WebhookSecret.Make());
    }
}
