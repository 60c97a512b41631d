using System.Net;
using System.Reflection;
using App.Platform;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.HouseRules;

/// <summary>Every letter there is, made up from hostile words: it has a text and an HTML twin that say the same, and nobody's name is markup, a header or a secret in the log.</summary>
public sealed class LettersTests(TestHouse house)
{
    public static TheoryData<Type> All => [.. typeof(ILetter).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ILetter)) && type is { IsInterface: false, IsAbstract: false })];

    [Theory, MemberData(nameof(All))]
    public async Task A_letter_says_the_same_in_text_and_HTML_and_takes_nothing_for_markup(Type type) => Assert.Empty(await FaultsAsync(type));

    sealed record Untwinned(string Name) : ILetter
    {
        public string Subject => "Hello";
        public string Text => Name;
        public Type Body => typeof(RawBody);
    }

    sealed record Raw(string Name, Uri Link, Uri Other) : IOrganizationLetter
    {
        public string Subject => "";
        public string Text => $"See {Link}";
        public Type Body => typeof(RawBody);
        public string Kind => "raw";
        public string About => "x";
        public ILetter WithoutSecrets => this;
    }

    sealed class RawBody : LetterBody<Raw>
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, Letter.Name);
    }

    [Fact]
    public async Task A_letter_that_breaks_a_rule_is_seen()
    {
        Assert.Equal(["its body is not a component of its own"], await FaultsAsync(typeof(Untwinned)));
        Assert.Equal(
            ["no subject", "Name is markup", "Name is said in one of text and HTML only", "Link is not in the HTML", "Other is not in the text", "Other is not in the HTML", "the log shows Link"],
            await FaultsAsync(typeof(Raw)));
    }

    async Task<List<string>> FaultsAsync(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        var parts = constructor.GetParameters().ToDictionary(parameter => parameter.Name!, MakeUp);
        var letter = (ILetter)constructor.Invoke([.. parts.Values]);
        if (!letter.Body.IsAssignableTo(typeof(LetterBody<>).MakeGenericType(type)))
            return ["its body is not a component of its own"];

        var content = await house.Services.GetRequiredService<Postbox>().DrawAsync(letter);
        var (said, faults) = (WebUtility.HtmlDecode(content.Html), new List<string>());
        if (string.IsNullOrWhiteSpace(content.Subject))
            faults.Add("no subject");
        if (content.Subject.Any(char.IsControl))
            faults.Add("the subject begins another header");
        foreach (var (name, part) in parts)
            faults.AddRange(part is Uri link ? LinkFaults(name, link, content) : part is string word ? WordFaults(name, word, content, said) : []);
        if (letter is IOrganizationLetter { WithoutSecrets.Text: var logged })
            faults.AddRange(parts.Where(part => part.Value is Uri && logged.Contains(part.Value.ToString()!, StringComparison.Ordinal)).Select(part => $"the log shows {part.Key}"));
        return faults;
    }

    static IEnumerable<string> LinkFaults(string name, Uri link, MailContent content)
    {
        if (!content.Text.Contains(link.ToString(), StringComparison.Ordinal))
            yield return $"{name} is not in the text";
        if (!content.Html.Contains($"href=\"{link}\"", StringComparison.Ordinal))
            yield return $"{name} is not in the HTML";
    }

    static IEnumerable<string> WordFaults(string name, string word, MailContent content, string said)
    {
        if (content.Html.Contains($"<b>{name}", StringComparison.Ordinal))
            yield return $"{name} is markup";
        if (content.Text.Contains(word, StringComparison.Ordinal) != said.Contains(word, StringComparison.Ordinal))
            yield return $"{name} is said in one of text and HTML only";
    }

    static object? MakeUp(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? $"<b>{parameter.Name}</b>\r\nBcc: eve@people.example"
        : parameter.ParameterType == typeof(Uri) ? new Uri($"https://stockade.example/{parameter.Name}/secret")
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : throw new InvalidOperationException($"How is a {parameter.ParameterType.Name} made up for a letter?");
}
