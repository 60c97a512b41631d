using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// Every email as its recipients get it: <c>contract/emails</c> has a file for each template with subject and text of all its
/// variants, and the HTML of the first one. Read a change of an email there; with STOCKADE_APPROVE=1 the files are regenerated.
/// </summary>
public sealed class EmailContractTests(TestHost host)
{
    static readonly IEnumerable<Type> Templates =
        typeof(EmailTemplate).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EmailTemplate)) && !type.IsAbstract);

    public static TheoryData<string> Names => [.. EmailSamples.All.Select(sample => sample.Email.GetType().Name).Distinct()];

    [Theory, MemberData(nameof(Names))]
    public async Task An_email_reads_as_approved(string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<EmailOutbox>();
        var variants = new List<string>();
        var html = "";
        foreach (var (email, variant) in EmailSamples.All.Where(sample => sample.Email.GetType().Name == name))
        {
            var content = await outbox.RenderAsync(email);
            variants.Add($"=== {variant} ===\nSubject: {content.Subject}\n\n{content.Text}\n");
            html = html == "" ? content.Html + "\n" : html;
        }
        Snapshot.Compare($"emails/{name}.txt", string.Join("\n\n", variants));
        Snapshot.Compare($"emails/{name}.html", html);
    }

    [Fact]
    public void Every_email_has_a_sample() => Assert.Empty(WithoutSample(Templates));

    [Fact]
    public void An_email_without_a_sample_is_found() => Assert.Equal(["Unread"], WithoutSample([.. Templates, typeof(Unread)]));

    [Fact]
    public void Every_file_belongs_to_an_email() =>
        Snapshot.CompareNames("emails", Templates.SelectMany(type => new[] { $"{type.Name}.txt", $"{type.Name}.html" }));

    [Fact]
    public void A_file_of_a_deleted_email_is_found() =>
        Assert.Equal(["emails/Old.txt"], Snapshot.Others(["emails/New.txt", "emails/Old.txt"], ["New.txt", "New.html"]));

    [Fact]
    public void A_missing_or_changed_file_is_found()
    {
        using var folder = new TestFolder();
        var path = folder.File("Greeting.txt");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Snapshot.Check(path, "Hello"));
        File.WriteAllText(path, "Hello Ada");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Snapshot.Check(path, "Hello"));
        Snapshot.Check(path, "Hello Ada");
    }

    static IEnumerable<string> WithoutSample(IEnumerable<Type> templates) =>
        templates.Except(EmailSamples.All.Select(sample => sample.Email.GetType())).Select(type => type.Name);

    sealed class Unread : EmailTemplate
    {
        public override string Subject => "Hello";
        public override string Reason => "You asked for it.";
    }
}
