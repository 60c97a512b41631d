using Microsoft.AspNetCore.Components;

namespace App.Platform;

/// <summary>A mail as a feature writes it: a record of what goes in, a text, and a Razor component that shows the same in HTML.</summary>
public interface ILetter
{
    string Subject { get; }

    /// <summary>The whole mail for readers without HTML.</summary>
    string Text { get; }

    /// <summary>Its component, a <see cref="LetterBody{T}"/>.</summary>
    Type Body { get; }
}

/// <summary>A letter that concerns an organization: it stands in that organization's mail log.</summary>
public interface IOrganizationLetter : ILetter
{
    /// <summary>Which letter it is, in snake_case: <c>invitation</c>. Its <see cref="ILetterWriter"/> goes by the same word.</summary>
    string Kind { get; }

    /// <summary>TypeID of what it is about.</summary>
    string About { get; }

    /// <summary>The same without codes and links: they let the reader act as the addressee, and the log is read by others.</summary>
    ILetter WithoutSecrets { get; }
}

/// <summary>What stands in the log where the mail had a secret.</summary>
public static class Withheld
{
    public static readonly Uri Link = new("(the link is not shown here)", UriKind.Relative);
}

/// <summary>Writes one kind of letter again, with new codes and links: those that were mailed are kept as hashes, and lead nowhere from then on.</summary>
public interface ILetterWriter
{
    string Kind { get; }

    /// <summary>What whoever sends it again must be allowed to do, as for the first time.</summary>
    Permission Permission { get; }

    /// <param name="pass">Of the operation that sends it again.</param>
    /// <param name="about">As in the letter before.</param>
    /// <param name="ct">Cancels what has not been committed.</param>
    Task<Result<MailEntry>> WriteAsync(Pass pass, string about, CancellationToken ct);
}

/// <summary>Base of the HTML twin: <c>@inherits LetterBody&lt;VerificationLetter&gt;</c>.</summary>
public abstract class LetterBody<T> : ComponentBase where T : ILetter
{
    [Parameter, EditorRequired]
    public T Letter { get; set; } = default!;
}

/// <summary>Colors and measures of mails. Mail programs read only style attributes.</summary>
public static class LetterLook
{
    public const string Page = "margin:0;padding:24px;background:#f6f6f3;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1d2421";
    public const string Sheet = "max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #deded8;border-radius:8px";
    public const string Brand = "margin:0 0 24px;font-weight:600";
    public const string Code = "margin:24px 0;font-size:32px;letter-spacing:6px;font-family:Menlo,Consolas,monospace";
    public const string Button = "display:inline-block;padding:12px 20px;border-radius:6px;background:#0e6b58;color:#ffffff;text-decoration:none;font-weight:600";
    public const string Quiet = "margin:24px 0 0;font-size:13px;color:#5c6661";
}
