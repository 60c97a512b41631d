namespace App.Platform.Operations;

/// <summary>
/// Defines one entry of the permission catalog. The pages for roles and API keys show it, and the Gate enforces it.
/// </summary>
/// <param name="Name">Plural resource and verb, such as <c>orders.place</c>.</param>
/// <param name="Title">Two or three words for a table heading.</param>
/// <param name="Sentence">Sentence that says what the permission allows.</param>
/// <param name="Scope">API key scope that includes it, such as <c>orders:write</c>; null if API keys cannot have it.</param>
/// <param name="Sensitive">
/// True if operations with <see cref="Effects"/> require it. API keys cannot step up, so only someone who may change the
/// organization can give a key its scope.
/// </param>
public sealed record Permission(string Name, string Title, string Sentence, string? Scope, bool Sensitive = false);
