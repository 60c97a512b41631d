namespace App.Shell;

/// <summary>
/// Represents what a member has opened from the search before. The browser keeps it: what somebody opens is of no use to anyone
/// else, and the server stores nothing about it.
/// </summary>
/// <param name="Href">The URL of the page.</param>
/// <param name="Text">The text of the result.</param>
/// <param name="Note">The note of the result.</param>
/// <param name="Score">Greater the more often and the more recently it was opened.</param>
public sealed record UsedChoice(string Href, string Text, string? Note, double Score);
