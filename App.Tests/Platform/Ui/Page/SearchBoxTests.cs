using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class SearchBoxTests : UiScenario
{
    IRenderedComponent<SearchBox> At(string address)
    {
        Navigation.NavigateTo(address);
        return Render<SearchBox>(with => with.Add(it => it.Label, "Search orders"));
    }

    [Fact]
    public async Task Typing_updates_the_URL_after_a_pause_and_returns_to_the_first_page()
    {
        var box = At("/acme/orders?status=placed&cursor=abc");

        var typing = box.Find("input[type=search]").InputAsync("lumen");
        Assert.Equal("/acme/orders?status=placed&cursor=abc", Address);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await typing;

        Assert.Equal("/acme/orders?status=placed&q=lumen", Address);
    }

    [Fact]
    public void Without_JavaScript_the_search_box_is_a_form_that_keeps_other_filters()
    {
        var box = At("/acme/orders?status=placed&cursor=abc&q=tea");

        Assert.Equal("/acme/orders", box.Find("form").GetAttribute("action"));
        Assert.Equal(["status=placed"], box.FindAll("input[type=hidden]")
            .Select(input => $"{input.GetAttribute("name")}={input.GetAttribute("value")}"));
        Assert.Equal("tea", box.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public void A_cleared_filter_clears_the_box()
    {
        var box = At("/acme/orders?q=tea");

        Navigation.NavigateTo("/acme/orders");

        Assert.Equal("", box.Find("input[type=search]").GetAttribute("value"));
    }
}
