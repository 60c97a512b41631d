using App.Platform.Ui;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace App.Tests.Platform.Ui;

public sealed class ConfirmActionTests : UiStory
{
    readonly IRenderedComponent<VendorProviders> dialogs;
    int confirmed;

    public ConfirmActionTests() => dialogs = Render<VendorProviders>(); // where the layout draws them

    IRenderedComponent<ConfirmAction> Ask(Action<ComponentParameterCollectionBuilder<ConfirmAction>>? more = null) => Render<ConfirmAction>(with =>
    {
        with.Add(it => it.Label, "Archive").Add(it => it.Title, "Archive Darjeeling 250 g?").Add(it => it.ConfirmLabel, "Archive product").Add(it => it.OnConfirm, () => confirmed++);
        more?.Invoke(with);
    });

    [Fact]
    public async Task Nothing_happens_before_the_question_is_answered()
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
    public async Task The_answer_does_it_once_and_closes()
    {
        var action = Ask();

        await action.Find("button").ClickAsync();
        await dialogs.FindAll("[role=dialog] footer button")[1].ClickAsync();

        Assert.Equal(1, confirmed);
        Assert.Empty(dialogs.FindAll("[role=dialog]"));
    }

    [Fact]
    public async Task A_refusal_keeps_the_question_open_and_says_why()
    {
        var action = Ask(with => with.Add(it => it.Notice, new Notice(NoticeKind.Problem, "Not archived", "Orders wait for it.")));

        await action.Find("button").ClickAsync();
        await dialogs.FindAll("[role=dialog] footer button")[1].ClickAsync();

        Assert.Contains("Orders wait for it.", dialogs.Find("[role=dialog] [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_goes_when_the_line_that_asked_it_has_gone()
    {
        var line = Render<Line>(with => with.Add(it => it.IsThere, true));
        await line.Find("button").ClickAsync();
        Assert.NotEmpty(dialogs.FindAll("[role=dialog]"));

        line.Render(with => with.Add(it => it.IsThere, false));

        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("[role=dialog]")));
    }

    sealed class Line : ComponentBase
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
    public async Task What_cannot_be_repaired_wants_its_name_typed()
    {
        var action = Ask(with => with.Add(it => it.TypeToConfirm, "harbour"));

        await action.Find("button").ClickAsync();
        Assert.True(dialogs.FindAll("[role=dialog] footer button")[1].HasAttribute("disabled"));

        await dialogs.Find("[role=dialog] input").InputAsync("harbour");
        Assert.False(dialogs.FindAll("[role=dialog] footer button")[1].HasAttribute("disabled"));
    }
}
