using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class SearchSelectTests : UiScenario
{
    static readonly IReadOnlyList<SelectOption> Zones =
        [.. Enumerable.Range(1, 60).Select(i => new SelectOption($"Etc/{i}", $"Etc/{i}")),
            new("America/New_York", "America/New York")];

    string? zone = "Etc/60";
    IRenderedComponent<VendorProviders> providers = null!;

    IRenderedComponent<SearchSelect> Open()
    {
        providers = Render<VendorProviders>();
        return Render<SearchSelect>(with => with
            .Add(it => it.Name, "zone").Add(it => it.AriaLabel, "Time zone").Add(it => it.Options, Zones)
            .Add(it => it.Value, zone).Add(it => it.ValueChanged, chosen => zone = chosen));
    }

    string[] Choices => [.. providers.FindAll("[role=option]").Select(option => option.TextContent.Trim())];

    [Fact]
    public async Task Typing_narrows_the_choices_and_a_click_selects_one()
    {
        var select = Open();

        await select.Find("input").InputAsync("new york");
        providers.WaitForAssertion(() => Assert.Equal(["America/New York"], Choices));
        await providers.Find("[role=option]").ClickAsync();

        Assert.Equal("America/New_York", zone);
        Assert.Equal("America/New_York", select.Find("input[type=hidden]").GetAttribute("value"));
    }

    [Fact]
    public async Task The_list_starts_with_the_selection_and_says_how_many_are_omitted()
    {
        var select = Open();

        await select.Find(".vendor-input").MouseDownAsync(new());

        providers.WaitForAssertion(() => Assert.Equal(50, Choices.Length));
        Assert.Equal("Etc/60", Choices[0]);
        Assert.Contains("11 more. Type to narrow them down.", providers.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_result_is_announced()
    {
        var select = Open();

        await select.Find("input").InputAsync("zzz");

        providers.WaitForAssertion(() => Assert.Equal("No results.", providers.Find("[role=status]").TextContent));
    }

    [Fact]
    public void The_button_that_shows_the_choices_has_a_name() =>
        Assert.Equal("Show the choices", Open().Find("button").GetAttribute("aria-label"));
}
