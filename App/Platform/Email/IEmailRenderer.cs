namespace App.Platform.Email;

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
