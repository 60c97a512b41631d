namespace App.Platform.Ui;

/// <summary>Represents something that was done in the organization.</summary>
/// <param name="Who">The name of the actor.</param>
/// <param name="What">What they did, in the past tense: "placed order".</param>
/// <param name="Subject">The name of the object, such as SO-1042; null if there is none.</param>
/// <param name="At">When they did it.</param>
/// <param name="Href">The page with more about it, relative to the organization.</param>
public sealed record HomeActivity(string Who, string What, string? Subject, DateTimeOffset At, string Href);
