using System.Text;

namespace App.Docs.Parts;

/// <summary>Represents code that the documentation shows.</summary>
/// <param name="Language">The name of the language, such as "C#". It is the title of its tab.</param>
/// <param name="Code">The code.</param>
public sealed record CodeSample(string Language, string Code)
{
    /// <summary>Reads a file of the folder <c>App/Docs/Samples</c>.</summary>
    public static CodeSample OfFile(string language, string name)
    {
        using var file = typeof(CodeSample).Assembly.GetManifestResourceStream($"Docs.Samples.{name}")
            ?? throw new InvalidOperationException($"App/Docs/Samples/{name} is missing.");
        using var reader = new StreamReader(file, Encoding.UTF8);
        return new(language, reader.ReadToEnd().TrimEnd());
    }
}
