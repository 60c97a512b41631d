using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;

namespace App.Platform;

/// <summary>What a mail says.</summary>
public sealed record MailContent(string Subject, string Text, string Html);

/// <summary>Where operations put their letters: they leave when, and only when, the operation is committed.</summary>
public sealed class Postbox(ILoggerFactory log, IDataProtectionProvider protection, OutboxBell bell)
{
    /// <summary>Letters are given all they say: no service is within their reach.</summary>
    static readonly IServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    readonly MailSeal seal = new(protection);

    public async Task PutAsync(Pass pass, string recipient, ILetter letter)
    {
        await using var renderer = new HtmlRenderer(Nothing, log);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Letter"] = letter });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(letter.Body, parameters)).ToHtmlString());
        var content = new MailContent(OneLine(letter.Subject), letter.Text, html);
        pass.Db.Add(new Mail(Guid.CreateVersion7(pass.Now), recipient, seal.Close(content), pass.Now));
        pass.OnceCommitted(() => bell.Ring(Ring.Mail));
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
