using Bunit;
using Microsoft.AspNetCore.Components;

namespace App.Tests.Platform.Ui;

public sealed class PickerTests : UiScenario
{
    static readonly PickerChoice[] Buyers = [
        new("cus_1", "Nordwind GmbH"), new("cus_2", "Nordstern AG"), new("cus_3", "Café Lumen")];
    readonly List<string> searched = [];
    string? value;
    string? created;

    IRenderedComponent<Picker> Open(bool again = false, bool creates = false) => Render<Picker>(with => with
        .Add(it => it.OnCreate, creates ? EventCallback.Factory.Create<string>(this, name => created = name) : default)
        .Add(it => it.AriaLabel, "Customer").Add(it => it.Again, again).Add(it => it.ValueChanged, chosen => value = chosen)
        .Add(it => it.Search, (words, _) =>
        {
            searched.Add(words);
            return Task.FromResult<IReadOnlyList<PickerChoice>>(
                [.. Buyers.Where(buyer => buyer.Text.Contains(words, StringComparison.OrdinalIgnoreCase))]);
        }));

    async Task TypeAsync(IRenderedComponent<Picker> picker, string words)
    {
        var typing = picker.Find("input").InputAsync(words);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await typing;
    }

    [Fact]
    public async Task Arrow_keys_move_and_Enter_selects()
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
    public async Task Only_the_last_of_several_quick_keystrokes_searches()
    {
        var picker = Open();

        var first = picker.Find("input").InputAsync("n");
        await TypeAsync(picker, "no");
        await first;

        Assert.Equal(["no"], searched);
    }

    [Fact]
    public async Task Leaving_restores_the_choice_and_an_emptied_box_clears_it()
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
    public async Task A_repeating_picker_clears_itself_after_each_choice()
    {
        var picker = Open(again: true);

        await TypeAsync(picker, "lumen");
        await picker.Find("input").KeyDownAsync("Enter");

        Assert.Equal("", picker.Find("input").GetAttribute("value"));
        Assert.Null(value);
    }

    [Fact]
    public async Task Enter_before_the_search_completes_selects_its_first_result()
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
    public async Task Enter_after_more_typing_ignores_the_outdated_results()
    {
        var picker = Open();
        await TypeAsync(picker, "nord");

        var typing = picker.Find("input").InputAsync("nordstern");
        await picker.Find("input").KeyDownAsync("Enter");
        await typing;

        Assert.Equal("cus_2", value);
    }

    [Fact]
    public async Task An_empty_result_is_announced()
    {
        var picker = Open();

        await TypeAsync(picker, "zzz");

        Assert.Equal("No results.", picker.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task The_last_row_creates_a_record_with_the_typed_text_as_its_name()
    {
        var picker = Open(creates: true);

        await TypeAsync(picker, "nord");
        var rows = picker.FindAll("[role=option]");
        Assert.Equal(["Nordwind GmbH", "Nordstern AG", "Create “nord”"], rows.Select(row => row.TextContent.Trim()));
        await rows[^1].ClickAsync();

        Assert.Equal(("nord", null), (created, value));
        Assert.Equal("false", picker.Find("input").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task The_keyboard_reaches_the_row_that_creates_a_record()
    {
        var picker = Open(creates: true);

        await TypeAsync(picker, "zzz");
        var input = picker.Find("input");
        Assert.Equal(picker.Find("[role=option]").Id, input.GetAttribute("aria-activedescendant"));
        await input.KeyDownAsync("Enter");

        Assert.Equal("zzz", created);
    }

    [Fact]
    public async Task Enter_before_the_search_completes_creates_nothing()
    {
        var picker = Open(creates: true);

        var typing = picker.Find("input").InputAsync("zzz"); // as a barcode scanner that reads an unknown code
        await picker.Find("input").KeyDownAsync("Enter");
        await typing;

        Assert.Null(created);
        Assert.Equal("Create “zzz”", picker.Find("[role=option]").TextContent.Trim());
    }

    [Fact]
    public async Task Blank_text_creates_nothing()
    {
        var picker = Open(creates: true);

        await TypeAsync(picker, "  ");

        Assert.DoesNotContain(picker.FindAll("[role=option]"), row => row.TextContent.Contains("Create", StringComparison.Ordinal));
    }
}
