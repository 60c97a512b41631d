using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace App.Platform.Http;

/// <summary>Reads the doc comments of classes from the XML file that the compiler writes next to the assembly.</summary>
static partial class Comments
{
    static readonly Lazy<Dictionary<string, string>> All = new(() =>
    {
        var file = Path.ChangeExtension(typeof(Comments).Assembly.Location, ".xml");
        if (!File.Exists(file))
            return [];
        return XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!));
    });

    /// <summary>Returns the summary of a type; null if it has none.</summary>
    public static string? Of(Type type) => All.Value.GetValueOrDefault($"T:{type.FullName!.Replace('+', '.')}");

    static string Text(XElement summary)
    {
        foreach (var reference in summary.Descendants().Where(element => element.Attribute("cref") is not null).ToList())
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        return Space().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
