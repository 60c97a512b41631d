using Microsoft.AspNetCore.DataProtection;

namespace App.Platform.Email;

/// <summary>Represents an email in the Development mailbox.</summary>
public sealed record EmailView(
    Guid Id, string To, string Subject, string Text, string Html, EmailState State, DateTimeOffset CreatedAt);

/// <summary>
/// Reads the emails whose content still exists, for Development and tests. In Production, the content is deleted after sending.
/// </summary>
public sealed class Mailbox(OpsDatabase database, IDataProtectionProvider protection)
{
    const int Limit = 200;
    readonly EmailEncryption encryption = new(protection);

    /// <summary>Returns all emails, or those to one address; newest first, at most 200.</summary>
    public async Task<IReadOnlyList<EmailView>> ListAsync(string? to, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("""
            select id, recipient, content, state, created_at from platform.emails
            where length(content) > 0 and ($1::text is null or lower(recipient) = lower($1))
            order by created_at desc, id desc limit $2
            """);
        object address = to is null ? DBNull.Value : EmailAddress.ForServer(to);
        command.Parameters.Add(new() { Value = address, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = Limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var emails = new List<EmailView>();
        while (await reader.ReadAsync(ct))
        {
            var content = encryption.Decrypt(reader.GetFieldValue<byte[]>(2));
            emails.Add(new(
                reader.GetGuid(0), reader.GetString(1), content.Subject, content.Text, content.Html,
                Enum.Parse<EmailState>(reader.GetString(3)), reader.GetFieldValue<DateTimeOffset>(4)));
        }
        return emails;
    }
}
