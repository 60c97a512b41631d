using App.Audit.Parts;

namespace App.Tests.Audit.Parts;

/// <summary>The activity on the home page says what was done in words, not in codes.</summary>
public sealed class ActionTextTests
{
    [Theory]
    [InlineData("order.place", "placed order")]
    [InlineData("order.check_out", "placed order")]
    [InlineData("order.fulfill", "fulfilled order")]
    [InlineData("order.cancel", "canceled order")]
    [InlineData("product.update", "updated product")]
    [InlineData("key.create", "created API key")]
    [InlineData("webhook_delivery.resend", "resent webhook delivery")]
    [InlineData("webhook_endpoint.disable", "disabled webhook")]
    [InlineData("member.invite", "invited")]
    [InlineData("stock.adjust", "adjusted the stock of")]
    public void An_action_is_told_in_the_past_tense(string action, string text) => Assert.Equal(text, ActionText.Of(action));

    [Fact]
    public void No_text_is_a_code()
    {
        foreach (var action in new[] { "recovery_codes.create", "passkey.begin_sign_in", "unknown" })
            Assert.DoesNotContain('_', ActionText.Of(action));
    }
}
