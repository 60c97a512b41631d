using AngleSharp.Dom;
using Bunit;
using static App.Tests.Platform.Ui.NoteForm;

namespace App.Tests.Platform.Ui;

public sealed class UnsavedInputTests : UiScenario
{
    readonly IRenderedComponent<VendorProviders> dialogs;

    public UnsavedInputTests() => dialogs = Render<VendorProviders>(); // the layout renders dialogs here

    FormDraft<Note> Draft() => new(() => new(), Clock);

    IRenderedComponent<NoteForm> Open(FormDraft<Note> draft, Action? submit = null) => Render<NoteForm>(
        with => with.Add(it => it.Draft, draft).Add(it => it.OnSubmit, () => submit?.Invoke()));

    IEnumerable<string> Stored(string operation) => JSInterop.Invocations
        .Where(call => call.Identifier == $"sessionStorage.{operation}")
        .Select(call => (string)call.Arguments[0]!);

    static IElement ButtonOf(IRenderedComponent<NoteForm> form, string text) =>
        form.FindAll("button").Single(button => button.TextContent.Trim() == text);

    [Fact]
    public async Task A_link_out_of_the_page_waits_until_the_user_has_agreed_to_lose_the_input()
    {
        var draft = Draft();
        var form = Open(draft);
        await form.Find("input").ChangeAsync("Count the shelves");

        await form.InvokeAsync(() => Navigation.NavigateTo("/elsewhere"));
        Assert.Equal("/", Address);

        await dialogs.FindAll("[role=dialog] footer button")[1].ClickAsync();
        Assert.Equal("/elsewhere", Address);
        Assert.Null(draft.Input.Title);
        Assert.Equal(Stored("setItem"), Stored("removeItem"));
    }

    [Fact]
    public async Task The_user_can_go_on_editing()
    {
        var draft = Draft();
        var form = Open(draft);
        await form.Find("input").ChangeAsync("Count");
        await form.InvokeAsync(() => Navigation.NavigateTo("/elsewhere"));

        await dialogs.FindAll("[role=dialog] footer button")[0].ClickAsync();

        Assert.Equal("/", Address);
        Assert.Equal("Count", draft.Input.Title);
    }

    [Fact]
    public async Task An_unchanged_form_is_left_without_a_question()
    {
        var draft = Draft();
        var form = Open(draft);
        await form.Find("input").ChangeAsync("Count");
        draft.Discard();

        await form.InvokeAsync(() => Navigation.NavigateTo("/elsewhere"));

        Assert.Equal("/elsewhere", Address);
    }

    [Fact]
    public async Task A_submit_may_go_to_another_page()
    {
        var form = Open(Draft(), () => Navigation.NavigateTo("/saved"));
        await form.Find("input").ChangeAsync("Count");

        await form.Find("form").SubmitAsync();

        Assert.Equal("/saved", Address);
    }

    [Fact]
    public async Task Input_that_the_browser_has_kept_is_shown_again_and_can_be_discarded()
    {
        var before = Draft();
        before.Input.Title = "Kept";
        JSInterop.Setup<string?>("sessionStorage.getItem", _ => true).SetResult(before.Write());
        var draft = Draft();
        var form = Open(draft);

        Assert.Equal("Kept", form.Find("input").GetAttribute("value"));
        Assert.Contains("Unsaved input restored", form.Markup, StringComparison.Ordinal);

        await ButtonOf(form, "Discard it").ClickAsync();
        Assert.Null(draft.Input.Title);
        Assert.DoesNotContain("Unsaved input restored", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_change_is_kept_in_the_browser_until_it_is_saved()
    {
        var draft = Draft();
        var form = Open(draft, () => draft.Begin());
        Assert.Empty(Stored("setItem"));

        await form.Find("input").ChangeAsync("Count");
        Assert.Single(Stored("setItem"));

        await form.Find("form").SubmitAsync();
        Assert.Single(Stored("removeItem"));
    }
}
