using App.Home.Parts;
using Bunit;

namespace App.Tests.Home.Parts;

/// <summary>A card of tasks has a button for each task, for those who may do it.</summary>
public sealed class HomeQueueTests : UiScenario
{
    [Fact]
    public void A_task_has_a_button_that_leads_to_its_form()
    {
        var button = Shown("orders.fulfill").Find(".queue-item > .btn");

        Assert.Equal(("/acme/orders/ord_1?fulfill=true", "Fulfill: SO-1001", "Fulfill"),
            (button.GetAttribute("href"), button.GetAttribute("aria-label"), button.TextContent.Trim()));
    }

    [Fact]
    public void Without_the_permission_the_task_is_shown_without_its_button()
    {
        var card = Shown("orders.read");

        Assert.Empty(card.FindAll(".btn"));
        Assert.Equal("/acme/orders/ord_1", card.Find(".queue-link").GetAttribute("href"));
    }

    IRenderedComponent<HomeQueue> Shown(string permission)
    {
        var tasks = new HomeTasks("Orders to fulfill", 1, "orders?status=open", Tone.Info,
        [
            new("orders/ord_1", "SO-1001", "Café Alma", Mono: true)
            {
                At = Clock.GetUtcNow().AddHours(-2),
                Action = new("Fulfill", "orders/ord_1?fulfill=true", "orders.fulfill"),
            },
        ]);
        var frame = new OrganizationContext("acme", "Acme", "Ana", "ana@acme.example", [], [permission]);
        return Render<HomeQueue>(with => with.Add(it => it.Tasks, tasks).AddCascadingValue(frame));
    }
}
