using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;

namespace App.Platform.Email;

/// <summary>Represents the content of an email: one subject line, and the same body as text and as HTML.</summary>
public sealed record EmailContent(string Subject, string Text, string Html);

/// <summary>Stores the emails of an operation in its transaction. They are sent if, and only if, the operation commits.</summary>
public sealed class EmailOutbox(ILoggerFactory log, IDataProtectionProvider protection, Caller caller, EmailQuota quota)
{
    /// <summary>Emails are rendered without services: everything they show comes with them.</summary>
    static readonly IServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    readonly EmailEncryption encryption = new(protection);

    /// <summary>Stores an email that concerns only its recipient. It appears in no email log.</summary>
    public Task PutAsync(OperationContext context, string recipient, EmailTemplate email) =>
        StoreAsync(context, EmailJobs.SendCode, recipient, email);

    /// <summary>
    /// Stores the last email to the address of a login that is being deleted. Its address is erased once it is sent.
    /// </summary>
    public Task PutLastAsync(OperationContext context, string recipient, EmailTemplate email) =>
        StoreAsync(context, EmailJobs.SendCode, recipient, email, isLast: true);

    /// <summary>
    /// Stores an email of the current organization and adds it to the organization's email log. Fails if the organization has
    /// sent as many as it may in a day.
    /// </summary>
    public async Task<Result<EmailLogEntry>> PutAsync<T>(OperationContext context, string recipient, T email)
        where T : EmailTemplate, IOrganizationEmail
    {
        if (await quota.ExceededAsync(context) is { } exceeded)
            return exceeded;
        var id = await StoreAsync(context, EmailJobs.Send, recipient, email);
        var shown = await RenderAsync(email.WithoutSecrets);
        var entry = new EmailLogEntry(id, recipient, email, shown, context.Now);
        context.Db.Add(entry);
        return entry;
    }

    async Task<Guid> StoreAsync(
        OperationContext context, JobKind job, string recipient, EmailTemplate email, bool isLast = false)
    {
        var id = Guid.CreateVersion7(context.Now);
        var content = await RenderAsync(email);
        var jobSubject = job == EmailJobs.Send ? context.Organization.Id : TurnOf(context, recipient);
        var address = EmailAddress.ForServer(recipient);
        context.Db.Add(new QueuedEmail(
            id, context.Entered?.Id, job, jobSubject, address, encryption.Encrypt(content), isLast, context.Now));
        context.Enqueue(job, jobSubject);
        return id;
    }

    /// <summary>
    /// Returns the subject of the job that sends an email to an account or shopper. The emails that one network asks for share a
    /// job and take turns with those of other networks, so a thousand sign-ups from one network delay nobody else's code. Emails
    /// that nobody asked for, such as alerts, take turns by recipient.
    /// </summary>
    Guid TurnOf(OperationContext context, string recipient)
    {
        var from = caller.Address is null ? EmailAddress.KeyOf(recipient) : caller.Network;
        return new(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Entered?.Id} {from}")).AsSpan(0, 16));
    }

    internal async Task<EmailContent> RenderAsync(EmailTemplate email)
    {
        await using var renderer = new HtmlRenderer(Nothing, log);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(EmailLayout.ChildContent)] = email.Content,
            [nameof(EmailLayout.Reason)] = email.Reason,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<EmailLayout>(parameters)).ToHtmlString());
        return new EmailContent(OneLine(email.Subject), EmailText.Of(html), html);
    }

    /// <summary>Removes line breaks: a name in the subject must not start another header.</summary>
    static string OneLine(string subject) => string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
}

/// <summary>Encrypts and decrypts the content of emails.</summary>
sealed class EmailEncryption(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("mail");

    public byte[] Encrypt(EmailContent content) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(content, Json.Options));

    public EmailContent Decrypt(byte[] content) =>
        JsonSerializer.Deserialize<EmailContent>(protector.Unprotect(content), Json.Options)!;
}
