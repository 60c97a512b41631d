using Microsoft.AspNetCore.Components;

namespace App.Platform.Email;

/// <summary>
/// Represents an email as a feature defines it: a record of its data, its text, and a Razor component that shows the same content
/// as HTML.
/// </summary>
public interface IEmail
{
    string Subject { get; }

    /// <summary>Gets the complete text, for email programs that do not show HTML.</summary>
    string Text { get; }

    /// <summary>Gets the type of its Razor component, an <see cref="EmailTemplate{T}"/>.</summary>
    Type Body { get; }
}

/// <summary>Represents an email that concerns an organization. It is added to that organization's email log.</summary>
public interface IOrganizationEmail : IEmail
{
    /// <summary>
    /// Gets the type of email in snake_case, such as <c>invitation</c>. The matching <see cref="IEmailRenderer"/> has the same
    /// kind.
    /// </summary>
    string Kind { get; }

    /// <summary>Gets the TypeID of the object that the email is about.</summary>
    string About { get; }

    /// <summary>
    /// Gets the same email without codes and links. They would let other readers of the email log act as the recipient.
    /// </summary>
    IEmail WithoutSecrets { get; }
}

/// <summary>Provides placeholders that the email log shows instead of secrets.</summary>
public static class Withheld
{
    public static readonly Uri Link = new("(the link is not shown here)", UriKind.Relative);
}

/// <summary>
/// Sends one kind of email again, with new codes and links. The old ones cannot be sent again, because only their hashes are
/// stored; they stop working.
/// </summary>
public interface IEmailRenderer
{
    string Kind { get; }

    /// <summary>Gets the permission to send this kind of email. It is required to send it again, too.</summary>
    Permission Permission { get; }

    /// <summary>Creates the new email and returns its entry in the email log.</summary>
    /// <param name="about">The <see cref="IOrganizationEmail.About"/> of the previous email.</param>
    Task<Result<EmailLogEntry>> WriteAsync(OperationContext context, string about, CancellationToken ct);
}

/// <summary>Serves as the base class of the HTML version: <c>@inherits EmailTemplate&lt;VerificationEmail&gt;</c>.</summary>
public abstract class EmailTemplate<T> : ComponentBase where T : IEmail
{
    [Parameter, EditorRequired]
    public T Email { get; set; } = default!;
}

/// <summary>Defines the styles of emails. They are inline, because email programs support only style attributes.</summary>
public static class EmailStyles
{
    public const string Page =
        "margin:0;padding:24px;background:#f6f6f3;" +
        "font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1d2421";
    public const string Sheet =
        "max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #deded8;border-radius:8px";
    public const string Brand = "margin:0 0 24px;font-weight:600";
    public const string Code = "margin:24px 0;font-size:32px;letter-spacing:6px;font-family:Menlo,Consolas,monospace";
    public const string Button =
        "display:inline-block;padding:12px 20px;border-radius:6px;background:#0e6b58;color:#ffffff;" +
        "text-decoration:none;font-weight:600";
    public const string Quiet = "margin:24px 0 0;font-size:13px;color:#5c6661";
}
