using App.Webhooks;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Webhooks.Sending;

/// <summary>The built-in receiver is offered in Development only, at an address that the rules accept.</summary>
public sealed class WebhookSettingsTests
{
    static WebhookSettings In(bool development) => WebhookSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["STOCKADE_PORT"] = "5080" }).Build(),
        development);

    [Fact]
    public void In_Development_an_organization_has_an_address_that_webhooks_may_be_sent_to()
    {
        var settings = In(development: true);

        var address = settings.ReceiverOf("acme");

        Assert.Equal("http://localhost:5080/dev/receiver/acme", address?.ToString());
        Assert.Null(new Destinations(settings).Fault(address!.ToString()));
    }

    [Fact]
    public void Elsewhere_there_is_none() => Assert.Null(In(development: false).ReceiverOf("acme"));
}
