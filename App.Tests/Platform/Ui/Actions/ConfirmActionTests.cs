using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace App.Tests.Platform.Ui;

public sealed class ConfirmActionTests : UiScenario
{
    readonly IRenderedComponent<VendorProviders> dialogs;
    int confirmed;

    public ConfirmActionTests() => dialogs = Render<VendorProviders>(); // the layout renders dialogs here

    IRenderedComponent<ConfirmAction> Ask(Action<ComponentParameterCollectionBuilder<ConfirmAction>>? more = null) =>
        Render<ConfirmAction>(with =>
        {
            with.Add(it => it.Label, "Archive").Add(it => it.Title, "Archive Darjeeling 250 g?")
                .Add(it => it.ConfirmLabel, "Archive product").Add(it => it.OnConfirm, () => confirmed++);
            more?.Invoke(with);
        });

    [Fact]
    public async Task Nothing_is_confirmed_until_the_dialog_is_answered()
    {
        var action = Ask();

        await action.Find("button").ClickAsync();

        Assert.Equal("Archive Darjeeling 250 g?", dialogs.Find("[role=dialog] h2").TextContent);
        Assert.Equal(0, confirmed);

        await dialogs.FindAll("[role=dialog] footer button")[0].ClickAsync();
        Assert.Empty(dialogs.FindAll("[role=dialog]"));
        Assert.Equal(0, confirmed);
    }

    [Fact]
    public async Task Confirming_runs_the_action_once_and_closes_the_dialog()
    {
        var action = Ask();

        await action.Find("button").ClickAsync();
        await dialogs.FindAll("[role=dialog] footer button")[1].ClickAsync();

        Assert.Equal(1, confirmed);
        Assert.Empty(dialogs.FindAll("[role=dialog]"));
    }

    [Fact]
    public async Task A_refusal_keeps_the_dialog_open_and_shows_the_reason()
    {
        var action = Ask(
            with => with.Add(it => it.Notice, new Notice(NoticeKind.Problem, "Not archived", "Orders wait for it.")));

        await action.Find("button").ClickAsync();
        await dialogs.FindAll("[role=dialog] footer button")[1].ClickAsync();

        Assert.Contains("Orders wait for it.", dialogs.Find("[role=dialog] [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dialog_closes_when_its_row_is_removed()
    {
        var row = Render<Row>(with => with.Add(it => it.IsThere, true));
        await row.Find("button").ClickAsync();
        Assert.NotEmpty(dialogs.FindAll("[role=dialog]"));

        row.Render(with => with.Add(it => it.IsThere, false));

        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("[role=dialog]")));
    }

    sealed class Row : ComponentBase
    {
        [Parameter] public bool IsThere { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (!IsThere)
                return;
            builder.OpenComponent<ConfirmAction>(0);
            builder.AddComponentParameter(1, nameof(ConfirmAction.Label), "Archive");
            builder.AddComponentParameter(2, nameof(ConfirmAction.Title), "Archive Darjeeling 250 g?");
            builder.AddComponentParameter(3, nameof(ConfirmAction.ConfirmLabel), "Archive product");
            builder.CloseComponent();
        }
    }

    [Fact]
    public async Task An_irreversible_action_requires_typing_the_name()
    {
        var action = Ask(with => with.Add(it => it.TypeToConfirm, "harbour"));

        await action.Find("button").ClickAsync();
        Assert.True(dialogs.FindAll("[role=dialog] footer button")[1].HasAttribute("disabled"));

        await dialogs.Find("[role=dialog] input").InputAsync("harbour");
        Assert.False(dialogs.FindAll("[role=dialog] footer button")[1].HasAttribute("disabled"));
    }
}
