using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;

namespace App.Platform;

/// <summary>What a mail says.</summary>
public sealed record MailContent(string Subject, string Text, string Html);

/// <summary>Where operations put their letters: they leave when, and only when, the operation is committed.</summary>
public sealed class Postbox(ILoggerFactory log, IDataProtectionProvider protection)
{
    /// <summary>Letters are given all they say: no service is within their reach.</summary>
    static readonly IServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    readonly MailSeal seal = new(protection);

    /// <summary>A letter that is between us and the reader.</summary>
    public Task PutAsync(Pass pass, string recipient, ILetter letter) => PostAsync(pass, null, EmailJobs.SendCode, recipient, letter);

    /// <summary>A letter of the organization entered: it stands in its log, too.</summary>
    public async Task<MailEntry> PutAsync(Pass pass, string recipient, IOrganizationLetter letter)
    {
        var (id, subject) = await PostAsync(pass, pass.Organization.Id, EmailJobs.Send, recipient, letter);
        var entry = new MailEntry(id, recipient, letter, subject, pass.Now);
        pass.Db.Add(entry);
        return entry;
    }

    async Task<(Guid Id, string Subject)> PostAsync(Pass pass, Guid? organization, JobKind job, string recipient, ILetter letter)
    {
        var id = Guid.CreateVersion7(pass.Now);
        var content = await DrawAsync(letter);
        var subject = pass.Entered?.Id ?? id;
        pass.Db.Add(new Mail(id, organization, job, subject, recipient, seal.Close(content), pass.Now));
        pass.Enqueue(job, subject);
        return (id, content.Subject);
    }

    internal async Task<MailContent> DrawAsync(ILetter letter)
    {
        await using var renderer = new HtmlRenderer(Nothing, log);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Letter"] = letter });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(letter.Body, parameters)).ToHtmlString());
        return new MailContent(OneLine(letter.Subject), letter.Text, html);
    }

    /// <summary>A name in a subject must not begin a header of its own.</summary>
    static string OneLine(string subject) => string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
}

/// <summary>Seals what mails say.</summary>
sealed class MailSeal(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("mail");

    public byte[] Close(MailContent content) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(content, Json.Options));

    public MailContent Open(byte[] content) => JsonSerializer.Deserialize<MailContent>(protector.Unprotect(content), Json.Options)!;
}
