using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace App.Platform.Email;

/// <summary>
/// Derives the plain text of an email from its HTML. Paragraphs are wrapped and separated by blank lines. A paragraph's links
/// follow it, each on a line of its own; list items begin with a dash; <c>pre</c>, which shows codes, is indented.
/// </summary>
/// <remarks>
/// It reads the HTML that our templates produce: quoted attributes, and values encoded by the renderer. Values are decoded after
/// the tags were found, so a value can be neither a tag nor, because control characters become spaces, a line of its own.
/// </remarks>
sealed partial class EmailText
{
    const int Width = 76;
    const string Indent = "    ";

    static readonly HashSet<string> Inline = ["a", "b", "code", "em", "i", "span", "strong"];

    readonly StringBuilder text = new();
    readonly StringBuilder paragraph = new();
    readonly List<string> links = [];
    bool isItem;
    bool followsItem;
    bool isPreformatted;

    public static string Of(string html)
    {
        var writer = new EmailText();
        foreach (Match token in Token().Matches(html))
        {
            if (token.Groups["name"].Success)
                writer.AddTag(token.Groups["name"].Value, token.Groups["end"].Success, token.Groups["attributes"].Value);
            else
                writer.AddValue(token.Value);
        }
        writer.EndParagraph();
        return writer.text.ToString();
    }

    void AddTag(string name, bool isEnd, string attributes)
    {
        if (name == "br")
            paragraph.Append('\n');
        else if (!Inline.Contains(name))
            StartBlock(name, isEnd);
        else if (!isEnd && Href().Match(attributes) is { Success: true } href)
            links.Add(Decode(href.Groups[1].Value).Trim());
    }

    void StartBlock(string name, bool isEnd)
    {
        EndParagraph();
        if (name == "main" && !isEnd)
            text.Clear(); // see EmailLayout
        isPreformatted = name == "pre" && !isEnd;
        isItem = name == "li" && !isEnd;
    }

    void AddValue(string value) => paragraph.Append(Decode(value));

    static string Decode(string value) => NotPrinted().Replace(WebUtility.HtmlDecode(value), " ");

    void EndParagraph()
    {
        var words = paragraph.ToString().Trim();
        paragraph.Clear();
        if (words == "" && links.Count == 0)
            return;
        if (links.Count > 0 && words is [.., not ('.' or ':' or '!' or '?')])
            words += ":";
        var lines = words == "" ? [] : words.Split('\n').SelectMany(Wrap).Select((line, index) => PrefixOf(index) + line);
        if (text.Length > 0)
            text.Append(isItem && followsItem ? "\n" : "\n\n");
        text.AppendJoin('\n', lines.Concat(links.Select(link => Indent + link)));
        links.Clear();
        followsItem = isItem;
    }

    string PrefixOf(int line)
    {
        if (isPreformatted)
            return Indent;
        if (!isItem)
            return "";
        return line == 0 ? "- " : "  ";
    }

    /// <summary>Breaks a line between words. A longer word, such as a URL, stays whole.</summary>
    IEnumerable<string> Wrap(string line)
    {
        var width = isItem ? Width - 2 : Width;
        var wrapped = new StringBuilder();
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (wrapped.Length > 0 && wrapped.Length + 1 + word.Length > width)
            {
                yield return wrapped.ToString();
                wrapped.Clear();
            }
            wrapped.Append(wrapped.Length > 0 ? " " : "").Append(word);
        }
        yield return wrapped.ToString();
    }

    [GeneratedRegex("""<(?<end>/)?(?<name>[a-z][a-z0-9]*)(?<attributes>(?:"[^"]*"|[^">])*)>|[^<]+|<""")]
    private static partial Regex Token();

    [GeneratedRegex(@"\bhref=""([^""]*)""")]
    private static partial Regex Href();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex NotPrinted();
}
