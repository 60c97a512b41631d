using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform.Ui;

public sealed class ToasterTests : UiScenario
{
    Toasts Toasts => Services.GetRequiredService<Toasts>();

    [Fact]
    public void A_toast_shows_its_text_and_details()
    {
        var toaster = Render<Toaster>();

        Toasts.Done("SO-1001 placed", "Stock is reserved in Hamburg.");

        toaster.WaitForAssertion(() => Assert.Equal("SO-1001 placed", toaster.Find(".toast-text").TextContent));
        Assert.Equal("Stock is reserved in Hamburg.", toaster.Find(".toast-detail").TextContent);
        Assert.Equal("status", toaster.Find(".toaster").GetAttribute("role"));
    }

    [Fact]
    public void A_toast_raised_before_the_toaster_is_rendered_is_shown()
    {
        Toasts.Note("Saved");

        Assert.Single(Render<Toaster>().FindAll(".toast"));
    }

    [Fact]
    public void A_toast_disappears_after_its_time_and_a_later_one_stays()
    {
        var toaster = Render<Toaster>();
        Toasts.Done("First");
        Clock.Advance(TimeSpan.FromSeconds(4));
        Toasts.Done("Second");

        Clock.Advance(TimeSpan.FromSeconds(3));

        toaster.WaitForAssertion(() => Assert.Equal("Second", toaster.Find(".toast-text").TextContent));
        Assert.Single(toaster.FindAll(".toast"));
    }

    [Fact]
    public void Links_to_the_next_steps_stay_long_enough_to_choose_one()
    {
        var toaster = Render<Toaster>();

        Toasts.Done("Green tea created", [new("Create order", "/acme/orders/new"), null]);
        Clock.Advance(TimeSpan.FromSeconds(10));

        var link = Assert.Single(toaster.FindAll(".toast-next a"));
        Assert.Equal(("Create order", "/acme/orders/new"), (link.TextContent, link.GetAttribute("href")));
        Clock.Advance(TimeSpan.FromSeconds(10));
        toaster.WaitForAssertion(() => Assert.Empty(toaster.FindAll(".toast")));
    }

    [Fact]
    public void The_close_button_removes_only_its_own_toast()
    {
        var toaster = Render<Toaster>();
        Toasts.Done("Same text");
        Toasts.Done("Same text");
        toaster.WaitForAssertion(() => Assert.Equal(2, toaster.FindAll(".toast").Count));

        var close = toaster.Find(".toast button");
        Assert.Equal("Close", close.GetAttribute("aria-label"));
        close.Click();

        toaster.WaitForAssertion(() => Assert.Single(toaster.FindAll(".toast")));
    }

    [Fact]
    public void A_toast_writes_no_style_element()
    {
        Toasts.Failed("Delivery was not sent");

        var toaster = Render<Toaster>();

        Assert.Single(toaster.FindAll(".toast"));
        Assert.Empty(toaster.FindAll("style"));
    }
}
