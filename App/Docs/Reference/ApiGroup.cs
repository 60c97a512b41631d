namespace App.Docs.Reference;

/// <summary>Represents a group of operations, which has a page in the API reference.</summary>
/// <param name="Name">The name in the OpenAPI document and in the URL of the page.</param>
/// <param name="Title">The title, such as "API keys".</param>
/// <param name="Summary">What the objects of the group are.</param>
/// <param name="Operations">The operations in the order of the document.</param>
public sealed record ApiGroup(string Name, string Title, string Summary, IReadOnlyList<ApiOperation> Operations)
{
    public string Href => $"/docs/api/{Name}";
}

/// <summary>Represents an operation of the API, as the reference shows it.</summary>
/// <param name="Id">The id in the OpenAPI document, such as <c>order.place</c>.</param>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The path with its parameters in braces.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Description">What it does, in sentences.</param>
/// <param name="NeedsCredential">False for sign-in and sign-up.</param>
public sealed record ApiOperation(
    string Id, string Method, string Path, string Summary, string Description, bool NeedsCredential)
{
    /// <summary>Gets the fragment of the URL of the operation.</summary>
    public string Anchor => Id.Replace('.', '-');

    public IReadOnlyList<ApiField> PathParameters { get; init; } = [];
    public IReadOnlyList<ApiField> QueryParameters { get; init; } = [];
    public IReadOnlyList<ApiField> Headers { get; init; } = [];

    /// <summary>Gets the members of the request body; empty if it has none.</summary>
    public IReadOnlyList<ApiField> Body { get; init; } = [];

    /// <summary>Gets the example of the request body as indented JSON; null if it has none.</summary>
    public string? BodyExample { get; init; }

    public IReadOnlyList<ApiResponse> Responses { get; init; } = [];

    /// <summary>Gets the path with an example in place of each parameter.</summary>
    public string ExamplePath => PathParameters.Aggregate(
        Path, (path, parameter) => path.Replace($"{{{parameter.Name}}}", parameter.Example, StringComparison.Ordinal));
}

/// <summary>Represents a parameter, or a member of an object.</summary>
/// <param name="Name">The name in the request or in JSON.</param>
/// <param name="Type">The type in words, such as "array of strings".</param>
/// <param name="IsRequired">Whether it must be sent; always false for members of responses.</param>
/// <param name="Description">What it means; may be empty.</param>
/// <param name="Example">An example of a path parameter; otherwise empty.</param>
/// <param name="Values">The allowed values, if there are only some.</param>
/// <param name="Members">The members of the object, or of the objects of the array.</param>
public sealed record ApiField(
    string Name, string Type, bool IsRequired, string Description, string Example, IReadOnlyList<string> Values,
    IReadOnlyList<ApiField> Members);

/// <summary>Represents a response of an operation.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">When it is returned.</param>
/// <param name="Code">The code of a typical error, which has a page; null for a success.</param>
/// <param name="Example">The example of the body of a success as indented JSON; null if it has none.</param>
/// <param name="Members">The members of the body of a success.</param>
public sealed record ApiResponse(
    string Status, string Description, string? Code, string? Example, IReadOnlyList<ApiField> Members);
