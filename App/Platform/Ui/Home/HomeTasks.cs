namespace App.Platform.Ui;

/// <summary>Lists one kind of task.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Count">The number of all tasks of this kind. Without any, the card is not shown.</param>
/// <param name="Href">The page that lists all of them, relative to the organization.</param>
/// <param name="Tone">The color.</param>
/// <param name="First">The first few tasks.</param>
public sealed record HomeTasks(string Title, long Count, string Href, Tone Tone, IReadOnlyList<HomeTask> First)
{
    /// <summary>The number of tasks that a card shows.</summary>
    public const int Shown = 4;
}

/// <summary>Represents one task. Only one of time, quantity and status is shown.</summary>
/// <param name="Href">The page of the task, relative to the organization.</param>
/// <param name="Title">What the task is about, such as an order number.</param>
/// <param name="Note">More about it, such as the customer.</param>
/// <param name="Mono">True if the title is a code.</param>
public sealed record HomeTask(string Href, string Title, string? Note = null, bool Mono = false)
{
    public DateTimeOffset? At { get; init; }
    public decimal? Quantity { get; init; }
    public StatusLabel? Status { get; init; }

    /// <summary>Gets the button that does the task or leads to its form; null if there is only the page of the task.</summary>
    public HomeTaskAction? Action { get; init; }
}

/// <summary>Represents the button of a task.</summary>
/// <param name="Text">What it does, such as "Fulfill".</param>
/// <param name="Href">The form, relative to the organization.</param>
/// <param name="Permission">Members without this permission do not see the button.</param>
public sealed record HomeTaskAction(string Text, string Href, string Permission);
