using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// Renders every email with hostile values, once with all of its data and once with the required data only: no value may become
/// markup, a header or a secret in the log, and codes and links are complete in text and HTML.
/// </summary>
public sealed class EmailTemplateTests(TestHost host)
{
    public static TheoryData<Type, bool> All
    {
        get
        {
            var types = typeof(EmailTemplate).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(EmailTemplate)) && !type.IsAbstract);
            var data = new TheoryData<Type, bool>();
            foreach (var type in types)
            {
                data.Add(type, true);
                data.Add(type, false);
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task No_value_becomes_markup_a_header_or_a_secret_in_the_log(Type type, bool complete) =>
        Assert.Empty(await FaultsAsync(type, complete));

    sealed class Raw : EmailTemplate, IOrganizationEmail
    {
        public required string Name { get; init; }
        public required string Code { get; init; }
        public required Uri Link { get; init; }
        public Uri? Other { get; init; }

        public override string Subject => "";
        public override string Reason => " ";
        public string Kind => "raw";
        public string About => "x";
        public EmailTemplate WithoutSecrets => this;

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, $"<p>{Name} has {Code}. <a href=\"{Link}\">Open</a></p>");
    }

    [Fact]
    public async Task An_email_that_breaks_a_rule_is_found()
    {
        Assert.Equal(
            ["no subject", "no reason", "Name is markup", "Code is markup", "Code is not on a line of its own",
             "Other is not in the text", "Other is not in the HTML", "the log shows Link"],
            await FaultsAsync(typeof(Raw), complete: true));
        Assert.DoesNotContain(await FaultsAsync(typeof(Raw), complete: false), fault => fault.StartsWith("Other", Ordinal));
    }

    const StringComparison Ordinal = StringComparison.Ordinal;

    async Task<List<string>> FaultsAsync(Type type, bool complete)
    {
        var email = (EmailTemplate)Activator.CreateInstance(type)!;
        var data = type.GetProperties().Where(property => property.CanWrite).Where(property => complete || IsRequired(property))
            .ToDictionary(property => property.Name, SampleOf);
        foreach (var (name, value) in data)
            type.GetProperty(name)!.SetValue(email, value);

        await using var scope = host.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<EmailOutbox>();
        var content = await outbox.RenderAsync(email);
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(content.Subject))
            faults.Add("no subject");
        if (content.Subject.Any(char.IsControl))
            faults.Add("the subject begins another header");
        if (string.IsNullOrWhiteSpace(email.Reason))
            faults.Add("no reason");
        foreach (var (name, value) in data)
            faults.AddRange(value is Uri link ? LinkFaults(name, link, content) : WordFaults(name, value as string, content));
        if (email is IOrganizationEmail { WithoutSecrets: var shown })
        {
            var logged = await outbox.RenderAsync(shown);
            faults.AddRange(data.Where(part => part.Value is Uri && logged.Text.Contains(part.Value.ToString()!, Ordinal))
                .Select(part => $"the log shows {part.Key}"));
        }
        return faults;
    }

    static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    static IEnumerable<string> LinkFaults(string name, Uri link, EmailContent content)
    {
        if (!content.Text.Split('\n').Contains($"    {link}"))
            yield return $"{name} is not in the text";
        if (!content.Html.Contains($"href=\"{link}\"", Ordinal))
            yield return $"{name} is not in the HTML";
    }

    static IEnumerable<string> WordFaults(string name, string? word, EmailContent content)
    {
        if (content.Html.Contains($"<b>{name}", Ordinal))
            yield return $"{name} is markup";
        if (name == "Code" && !content.Text.Split('\n').Contains("    " + OneLine(word!)))
            yield return "Code is not on a line of its own";
    }

    static string OneLine(string word) => word.Replace("\r\n", " ", Ordinal);

    static object? SampleOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string))
            return $"<b>{property.Name}</b>\r\nBcc: {property.Name}@people.example";
        if (type == typeof(Uri))
            return new Uri($"https://stockade.example/{property.Name}/secret");
        if (type == typeof(bool))
            return true;
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        throw new InvalidOperationException($"Add a sample value for {type.Name} here.");
    }
}
