using App.Platform.Ui;
using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class ConfirmActionTests : UiStory
{
    int confirmed;

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

        Assert.Equal("Archive Darjeeling 250 g?", action.Find("dialog h2").TextContent);
        Assert.Equal(0, confirmed);

        await action.FindAll("dialog footer button")[0].ClickAsync();
        Assert.Empty(action.FindAll("dialog"));
        Assert.Equal(0, confirmed);
    }

    [Fact]
    public async Task The_answer_does_it_once_and_closes()
    {
        var action = Ask();

        await action.Find("button").ClickAsync();
        await action.FindAll("dialog footer button")[1].ClickAsync();

        Assert.Equal(1, confirmed);
        Assert.Empty(action.FindAll("dialog"));
    }

    [Fact]
    public async Task A_refusal_keeps_the_question_open_and_says_why()
    {
        var action = Ask(with => with.Add(it => it.Notice, new Notice(NoticeKind.Problem, "Not archived", "Orders wait for it.")));

        await action.Find("button").ClickAsync();
        await action.FindAll("dialog footer button")[1].ClickAsync();

        Assert.Contains("Orders wait for it.", action.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_repaired_wants_its_name_typed()
    {
        var action = Ask(with => with.Add(it => it.TypeToConfirm, "harbour"));

        await action.Find("button").ClickAsync();
        Assert.True(action.FindAll("dialog footer button")[1].HasAttribute("disabled"));

        await action.Find("dialog input").InputAsync("harbour");
        Assert.False(action.FindAll("dialog footer button")[1].HasAttribute("disabled"));
    }
}
