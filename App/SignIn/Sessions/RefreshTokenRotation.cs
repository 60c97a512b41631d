using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.SignIn;

public enum RefreshState
{
    /// <summary>The token was the last of its chain, now or a few seconds ago. Its successor is returned.</summary>
    Rotated,

    /// <summary>The token was never issued, or its session has ended.</summary>
    Refused,

    /// <summary>
    /// The token was used before, and its session is still open. Two clients have it, so one of them has stolen it.
    /// </summary>
    Reused,
}

/// <summary>Represents the result of using a refresh token.</summary>
/// <param name="State">The outcome.</param>
/// <param name="SessionId">The session of the token; empty if it was refused.</param>
/// <param name="Token">The next refresh token; null unless the token was rotated.</param>
public sealed record RefreshedTokens(RefreshState State, Guid SessionId, string? Token);

/// <summary>
/// Replaces refresh tokens with their successors. Staff and shoppers have separate tables, which differ only in the organization.
/// </summary>
/// <param name="tokens">The table of refresh tokens.</param>
/// <param name="sessions">The table of sessions.</param>
/// <param name="owned">True if both tables have an organization_id.</param>
public sealed class RefreshTokenRotation(string tokens, string sessions, bool owned)
{
    readonly string insertColumns = owned ? "organization_id, " : "";
    readonly string returnColumns = owned ? "t.organization_id, " : "";

    /// <summary>
    /// Uses the token and issues the next one in a single statement. If several requests use the same token concurrently, on any
    /// instance, only one succeeds; the others wait for it and return its successor.
    /// </summary>
    public async Task<RefreshedTokens> RotateAsync(OperationContext context, string token, CancellationToken ct)
    {
        var successor = Token.New();
        await using (var rotate = Command(context, $"""
            with spent as (
                update {tokens} t set used_at = $2, successor = $3
                from {sessions} s
                where t.hash = $1 and t.used_at is null
                and s.id = t.session_id and s.ended_at is null and s.expires_at > $2 and s.idle_until > $2
                returning {returnColumns}t.session_id)
            insert into {tokens} ({insertColumns}hash, session_id, issued_at)
            select {insertColumns}$4, session_id, $2 from spent returning session_id
            """,
            Token.HashOf(token), context.Now, RefreshToken.EncryptSuccessor(token, successor), Token.HashOf(successor)))
            if (await rotate.ExecuteScalarAsync(ct) is Guid session)
                return new(RefreshState.Rotated, session, successor);
        return await ExplainAsync(context, token, ct);
    }

    async Task<RefreshedTokens> ExplainAsync(OperationContext context, string token, CancellationToken ct)
    {
        await using var command = Command(context, $"""
            select t.session_id, t.used_at, t.successor from {tokens} t join {sessions} s on s.id = t.session_id
            where t.hash = $1 and t.used_at is not null and s.ended_at is null and s.expires_at > $2 and s.idle_until > $2
            """, Token.HashOf(token), context.Now);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return new(RefreshState.Refused, Guid.Empty, null);
        return row.GetFieldValue<DateTimeOffset>(1) + RefreshToken.Grace > context.Now
            ? new(RefreshState.Rotated, row.GetGuid(0), RefreshToken.DecryptSuccessor(token, row.GetFieldValue<byte[]>(2)))
            : new(RefreshState.Reused, row.GetGuid(0), null);
    }

    static NpgsqlCommand Command(OperationContext context, string sql, params IEnumerable<object> values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)context.Db.Database.GetDbConnection());
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
