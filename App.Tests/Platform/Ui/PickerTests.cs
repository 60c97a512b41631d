using App.Platform.Ui;
using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class PickerTests : UiStory
{
    static readonly PickerChoice[] Buyers = [new("cus_1", "Nordwind GmbH"), new("cus_2", "Nordstern AG"), new("cus_3", "Café Lumen")];
    readonly List<string> searched = [];
    string? value;

    IRenderedComponent<Picker> Open(bool again = false) => Render<Picker>(with => with
        .Add(it => it.AriaLabel, "Customer").Add(it => it.Again, again).Add(it => it.ValueChanged, chosen => value = chosen)
        .Add(it => it.Search, (words, _) =>
        {
            searched.Add(words);
            return Task.FromResult<IReadOnlyList<PickerChoice>>([.. Buyers.Where(buyer => buyer.Text.Contains(words, StringComparison.OrdinalIgnoreCase))]);
        }));

    async Task TypeAsync(IRenderedComponent<Picker> picker, string words)
    {
        var typing = picker.Find("input").InputAsync(words);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await typing;
    }

    [Fact]
    public async Task Arrows_move_and_enter_takes()
    {
        var picker = Open();

        await TypeAsync(picker, "nord");
        Assert.Equal("true", picker.Find("input").GetAttribute("aria-expanded"));
        await picker.Find("input").KeyDownAsync("ArrowDown");
        Assert.Equal(picker.FindAll("[role=option]")[1].Id, picker.Find("input").GetAttribute("aria-activedescendant"));
        await picker.Find("input").KeyDownAsync("Enter");

        Assert.Equal("cus_2", value);
        Assert.Equal("Nordstern AG", picker.Find("input").GetAttribute("value"));
        Assert.Empty(picker.FindAll("[role=option]"));
    }

    [Fact]
    public async Task Only_the_last_of_quick_keystrokes_asks()
    {
        var picker = Open();

        var first = picker.Find("input").InputAsync("n");
        await TypeAsync(picker, "no");
        await first;

        Assert.Equal(["no"], searched);
    }

    [Fact]
    public async Task Words_that_were_not_taken_give_way_to_the_choice_and_an_emptied_box_to_none()
    {
        var picker = Open();
        await TypeAsync(picker, "lumen");
        await picker.Find("[role=option]").ClickAsync();

        await TypeAsync(picker, "lumenx");
        await picker.Find("input").FocusOutAsync(new());
        Assert.Equal("Café Lumen", picker.Find("input").GetAttribute("value"));
        Assert.Equal("cus_3", value);

        await TypeAsync(picker, "");
        await picker.Find("input").FocusOutAsync(new());
        Assert.Null(value);
    }

    [Fact]
    public async Task To_add_line_after_line_it_empties_itself()
    {
        var picker = Open(again: true);

        await TypeAsync(picker, "lumen");
        await picker.Find("input").KeyDownAsync("Enter");

        Assert.Equal("", picker.Find("input").GetAttribute("value"));
        Assert.Null(value);
    }

    [Fact]
    public async Task Enter_pressed_before_the_search_is_through_takes_the_first_of_what_it_finds()
    {
        var picker = Open();

        var typing = picker.Find("input").InputAsync("lumen");
        Assert.Empty(searched);
        await picker.Find("input").KeyDownAsync("Enter");
        await typing;

        Assert.Equal(["lumen"], searched);
        Assert.Equal("cus_3", value);
        Assert.Equal("Café Lumen", picker.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Enter_after_more_words_means_those_and_not_the_list_that_is_still_open()
    {
        var picker = Open();
        await TypeAsync(picker, "nord");

        var typing = picker.Find("input").InputAsync("nordstern");
        await picker.Find("input").KeyDownAsync("Enter");
        await typing;

        Assert.Equal("cus_2", value);
    }

    [Fact]
    public async Task Finding_nothing_is_said()
    {
        var picker = Open();

        await TypeAsync(picker, "zzz");

        Assert.Equal("Nothing found.", picker.Find("[role=status]").TextContent);
    }
}
