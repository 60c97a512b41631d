using App.Docs.Parts;

namespace App.Docs.Reference;

/// <summary>
/// Writes a request to an operation in several languages. The key is read from the environment variable STOCKADE_KEY, so it does
/// not end up in the history of the shell or in a repository.
/// </summary>
public static class RequestSamples
{
    public static IReadOnlyList<CodeSample> Of(ApiOperation operation, string baseUrl) =>
    [
        new("cURL", Curl(operation, baseUrl)),
        new("C#", CSharp(operation, baseUrl)),
        new("JavaScript", JavaScript(operation, baseUrl)),
        new("Python", Python(operation, baseUrl)),
    ];

    static bool TakesKey(ApiOperation operation) => operation.Headers.Any(header => header.Name == IdempotencyKey.Header);

    static string Curl(ApiOperation operation, string baseUrl)
    {
        var lines = new List<string> { $"curl {MethodOf(operation)}\"{baseUrl}{operation.ExamplePath}\"" };
        if (operation.NeedsCredential)
            lines.Add("-H \"Authorization: Bearer $STOCKADE_KEY\"");
        if (TakesKey(operation))
            lines.Add("-H \"Idempotency-Key: $(openssl rand -hex 16)\"");
        if (operation.BodyExample is { } body)
            lines.Add($"--json '{body.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        return string.Join(" \\\n  ", lines);
    }

    /// <summary>Returns the option for the method. Without one, curl sends GET, or POST if there is a body.</summary>
    static string MethodOf(ApiOperation operation) => (operation.Method, operation.BodyExample) switch
    {
        ("GET", _) or ("POST", not null) => "",
        var (method, _) => $"-X {method} ",
    };

    static string CSharp(ApiOperation operation, string baseUrl)
    {
        var method = operation.Method[..1] + operation.Method[1..].ToLowerInvariant();
        var lines = new List<string>
        {
            "using var http = new HttpClient();",
            $"using var request = new HttpRequestMessage(HttpMethod.{method},",
            $"    \"{baseUrl}{operation.ExamplePath}\");",
        };
        if (operation.NeedsCredential)
            lines.Add("request.Headers.Authorization = new(\"Bearer\", Environment.GetEnvironmentVariable(\"STOCKADE_KEY\"));");
        if (TakesKey(operation))
            lines.Add("request.Headers.Add(\"Idempotency-Key\", Guid.CreateVersion7().ToString());");
        if (operation.BodyExample is { } body)
        {
            lines.Add("request.Content = new StringContent(\"\"\"");
            lines.Add(Indent(body, "    "));
            lines.Add("    \"\"\", Encoding.UTF8, \"application/json\");");
        }
        lines.Add("using var response = await http.SendAsync(request);");
        lines.Add("response.EnsureSuccessStatusCode();");
        lines.Add("Console.WriteLine(await response.Content.ReadAsStringAsync());");
        return string.Join('\n', lines);
    }

    static string JavaScript(ApiOperation operation, string baseUrl)
    {
        var lines = new List<string> { $"const response = await fetch(\"{baseUrl}{operation.ExamplePath}\", {{" };
        if (operation.Method != "GET")
            lines.Add($"  method: \"{operation.Method}\",");
        var headers = new List<string>();
        if (operation.NeedsCredential)
            headers.Add("Authorization: `Bearer ${process.env.STOCKADE_KEY}`");
        if (TakesKey(operation))
            headers.Add("\"Idempotency-Key\": crypto.randomUUID()");
        if (operation.BodyExample is not null)
            headers.Add("\"Content-Type\": \"application/json\"");
        if (headers.Count > 0)
            lines.Add($"  headers: {{\n    {string.Join(",\n    ", headers)},\n  }},");
        if (operation.BodyExample is { } body)
            lines.Add($"  body: JSON.stringify({Indent(body, "  ").TrimStart()}),");
        lines.Add("});");
        lines.Add("if (!response.ok) throw new Error(await response.text());");
        lines.Add(Returns(operation) ? "console.log(await response.json());" : "console.log(response.status);");
        return string.Join('\n', lines);
    }

    static string Python(ApiOperation operation, string baseUrl)
    {
        var imports = operation.BodyExample is null ? "" : "import json\n";
        if (operation.NeedsCredential)
            imports += "import os\n";
        if (TakesKey(operation))
            imports += "import uuid\n";
        var lines = new List<string>
        {
            $"{imports}import requests\n",
            $"response = requests.{operation.Method.ToLowerInvariant()}(",
            $"    \"{baseUrl}{operation.ExamplePath}\",",
        };
        var headers = new List<string>();
        if (operation.NeedsCredential)
            headers.Add("\"Authorization\": f\"Bearer {os.environ['STOCKADE_KEY']}\"");
        if (TakesKey(operation))
            headers.Add("\"Idempotency-Key\": str(uuid.uuid4())");
        if (headers.Count > 0)
            lines.Add($"    headers={{\n        {string.Join(",\n        ", headers)},\n    }},");
        if (operation.BodyExample is { } body)
            lines.Add($"    json=json.loads(r\"\"\"{Indent(body, "    ").TrimStart()}\"\"\"),");
        lines.Add(")");
        lines.Add("response.raise_for_status()");
        lines.Add(Returns(operation) ? "print(response.json())" : "print(response.status_code)");
        return string.Join('\n', lines);
    }

    static bool Returns(ApiOperation operation) => operation.Responses.Any(response => response.Example is not null);

    static string Indent(string text, string by) => by + text.Replace("\n", "\n" + by, StringComparison.Ordinal);
}
