using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace App.Platform;

/// <summary>The summaries that stand over the classes, as the compiler wrote them beside the assembly.</summary>
static partial class Comments
{
    static readonly Lazy<Dictionary<string, string>> All = new(() =>
    {
        var file = Path.ChangeExtension(typeof(Comments).Assembly.Location, ".xml");
        return !File.Exists(file) ? [] : XDocument.Load(file).Descendants("member").Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!));
    });

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
