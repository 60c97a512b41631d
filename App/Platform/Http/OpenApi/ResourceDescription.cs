namespace App.Platform.Http;

/// <summary>Describes a group of routes in the API reference.</summary>
/// <param name="Tag">The name of the group in the OpenAPI document.</param>
/// <param name="Title">The title of the group, such as "API keys".</param>
/// <param name="Summary">What the objects of the group are and what they are used for.</param>
public sealed record ResourceDescription(string Tag, string Title, string Summary);
