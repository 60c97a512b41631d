using System.Text.Encodings.Web;
using System.Text.Json;

namespace App.Docs.Errors;

/// <summary>Writes the response to an error as the API does, indented.</summary>
static class ErrorExample
{
    static readonly JsonSerializerOptions Readable = new(Json.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the page encodes it for HTML
    };

    public static string Of(Problem problem) =>
        JsonSerializer.Serialize(ProblemResponse.Of(problem, "req_0HNQ7P9V7ND14"), Readable);
}
