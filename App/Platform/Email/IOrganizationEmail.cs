namespace App.Platform.Email;

/// <summary>
/// Marks an <see cref="EmailTemplate"/> that concerns an organization. It is added to that organization's email log.
/// </summary>
public interface IOrganizationEmail
{
    /// <summary>
    /// Gets the type of email in snake_case, such as <c>invitation</c>. The matching <see cref="IEmailRenderer"/> has the same
    /// kind.
    /// </summary>
    string Kind { get; }

    /// <summary>Gets the TypeID of the object that the email is about.</summary>
    string About { get; }

    /// <summary>Gets the TypeID of the record whose timeline shows the email; null if there is none.</summary>
    string? RecordId => null;

    /// <summary>
    /// Gets the same email without codes and links. They would let other readers of the email log act as the recipient.
    /// </summary>
    EmailTemplate WithoutSecrets { get; }
}

/// <summary>Provides placeholders that the email log shows instead of secrets.</summary>
public static class Withheld
{
    public static readonly Uri Link = new("(the link is not shown here)", UriKind.Relative);
}
