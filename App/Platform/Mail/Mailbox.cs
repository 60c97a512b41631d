using Microsoft.AspNetCore.DataProtection;

namespace App.Platform;

/// <summary>A mail as the Development mailbox shows it.</summary>
public sealed record MailView(Guid Id, string To, string Subject, string Text, string Html, MailState State, DateTimeOffset CreatedAt);

/// <summary>Reads the mails that have not been wiped. For Development and tests; in Production what left is gone.</summary>
public sealed class Mailbox(OpsDatabase database, IDataProtectionProvider protection)
{
    const int Most = 200;
    readonly MailSeal seal = new(protection);

    /// <summary>Newest first; all, or those to one address.</summary>
    public async Task<IReadOnlyList<MailView>> ListAsync(string? to, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("""
            select id, recipient, content, state, created_at from platform.mails
            where length(content) > 0 and ($1::text is null or lower(recipient) = lower($1)) order by created_at desc, id desc limit $2
            """);
        command.Parameters.Add(new() { Value = (object?)to ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = Most });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var mails = new List<MailView>();
        while (await reader.ReadAsync(ct))
        {
            var content = seal.Open(reader.GetFieldValue<byte[]>(2));
            mails.Add(new(reader.GetGuid(0), reader.GetString(1), content.Subject, content.Text, content.Html, Enum.Parse<MailState>(reader.GetString(3)), reader.GetFieldValue<DateTimeOffset>(4)));
        }
        return mails;
    }
}
