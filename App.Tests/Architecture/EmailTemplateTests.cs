using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// Renders every email with hostile values: text and HTML must have the same content, and no value may become markup, a header or
/// a secret in the log.
/// </summary>
public sealed class EmailTemplateTests(TestHost host)
{
    public static TheoryData<Type> All => [.. typeof(IEmail).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IEmail)) && type is { IsInterface: false, IsAbstract: false })];

    [Theory, MemberData(nameof(All))]
    public async Task Every_email_has_matching_text_and_HTML_with_encoded_values(Type type) =>
        Assert.Empty(await FaultsAsync(type));

    sealed record WithForeignBody(string Name) : IEmail
    {
        public string Subject => "Hello";
        public string Text => Name;
        public Type Body => typeof(RawBody);
    }

    sealed record Raw(string Name, Uri Link, Uri Other) : IOrganizationEmail
    {
        public string Subject => "";
        public string Text => $"See {Link}";
        public Type Body => typeof(RawBody);
        public string Kind => "raw";
        public string About => "x";
        public IEmail WithoutSecrets => this;
    }

    sealed class RawBody : EmailTemplate<Raw>
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, Email.Name);
    }

    [Fact]
    public async Task An_email_that_breaks_a_rule_is_found()
    {
        Assert.Equal(["its body is not a component of its own"], await FaultsAsync(typeof(WithForeignBody)));
        Assert.Equal(
            ["no subject", "Name is markup", "Name is said in one of text and HTML only", "Link is not in the HTML",
             "Other is not in the text", "Other is not in the HTML", "the log shows Link"],
            await FaultsAsync(typeof(Raw)));
    }

    async Task<List<string>> FaultsAsync(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        var parts = constructor.GetParameters().ToDictionary(parameter => parameter.Name!, SampleOf);
        var email = (IEmail)constructor.Invoke([.. parts.Values]);
        if (!email.Body.IsAssignableTo(typeof(EmailTemplate<>).MakeGenericType(type)))
            return ["its body is not a component of its own"];

        var content = await host.Services.GetRequiredService<EmailOutbox>().DrawAsync(email);
        var html = WebUtility.HtmlDecode(content.Html);
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(content.Subject))
            faults.Add("no subject");
        if (content.Subject.Any(char.IsControl))
            faults.Add("the subject begins another header");
        foreach (var (name, part) in parts)
            faults.AddRange(part is Uri link ? LinkFaults(name, link, content)
                : part is string word ? WordFaults(name, word, content, html) : []);
        if (email is IOrganizationEmail { WithoutSecrets.Text: var logged })
            faults.AddRange(parts
                .Where(part => part.Value is Uri && logged.Contains(part.Value.ToString()!, StringComparison.Ordinal))
                .Select(part => $"the log shows {part.Key}"));
        return faults;
    }

    static IEnumerable<string> LinkFaults(string name, Uri link, EmailContent content)
    {
        if (!content.Text.Contains(link.ToString(), StringComparison.Ordinal))
            yield return $"{name} is not in the text";
        if (!content.Html.Contains($"href=\"{link}\"", StringComparison.Ordinal))
            yield return $"{name} is not in the HTML";
    }

    static IEnumerable<string> WordFaults(string name, string word, EmailContent content, string html)
    {
        if (content.Html.Contains($"<b>{name}", StringComparison.Ordinal))
            yield return $"{name} is markup";
        if (content.Text.Contains(word, StringComparison.Ordinal) != html.Contains(word, StringComparison.Ordinal))
            yield return $"{name} is said in one of text and HTML only";
    }

    static object? SampleOf(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? $"<b>{parameter.Name}</b>\r\nBcc: eve@people.example"
        : parameter.ParameterType == typeof(Uri) ? new Uri($"https://stockade.example/{parameter.Name}/secret")
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : throw new InvalidOperationException($"Add a sample value for {parameter.ParameterType.Name} here.");
}
