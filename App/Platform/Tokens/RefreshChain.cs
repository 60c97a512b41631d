using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Platform;

public enum RefreshState
{
    /// <summary>The token was the chain's last, or was it a moment ago: its successor goes out.</summary>
    Rotated,

    /// <summary>Never issued, or of a session that has ended.</summary>
    Refused,

    /// <summary>Spent long ago, and its session lives: two hold the same token, and one of them has stolen it.</summary>
    Reused,
}

/// <summary>What became of a refresh token that was shown.</summary>
/// <param name="State">Which of the three.</param>
/// <param name="SessionId">Its session; empty when refused.</param>
/// <param name="Token">What comes after it, when rotated.</param>
public sealed record RefreshedChain(RefreshState State, Guid SessionId, string? Token);

/// <summary>Turns refresh tokens into their successors. The chains of staff and of shoppers lie in tables of their own, alike but for the organization.</summary>
/// <param name="tokens">The table of tokens.</param>
/// <param name="sessions">The table of sessions.</param>
/// <param name="owned">Whether both are an organization's.</param>
public sealed class RefreshChain(string tokens, string sessions, bool owned)
{
    readonly string ours = owned ? "organization_id, " : "", theirs = owned ? "t.organization_id, " : "";

    /// <summary>
    /// One statement spends the token and issues the next: of any number that show the same at once, on whatever instance, one gets through.
    /// The others wait for it and find what it did.
    /// </summary>
    public async Task<RefreshedChain> RotateAsync(Pass pass, string token, CancellationToken ct)
    {
        var successor = Token.New();
        await using (var spend = Command(pass, $"""
            with spent as (
                update {tokens} t set used_at = $2, successor = $3
                from {sessions} s
                where t.hash = $1 and t.used_at is null and s.id = t.session_id and s.ended_at is null and s.expires_at > $2 and s.idle_until > $2
                returning {theirs}t.session_id)
            insert into {tokens} ({ours}hash, session_id, issued_at) select {ours}$4, session_id, $2 from spent returning session_id
            """,
            Token.HashOf(token), pass.Now, RefreshToken.Seal(token, successor), Token.HashOf(successor)))
            if (await spend.ExecuteScalarAsync(ct) is Guid session)
                return new(RefreshState.Rotated, session, successor);
        return await ExplainAsync(pass, token, ct);
    }

    async Task<RefreshedChain> ExplainAsync(Pass pass, string token, CancellationToken ct)
    {
        await using var look = Command(pass, $"""
            select t.session_id, t.used_at, t.successor from {tokens} t join {sessions} s on s.id = t.session_id
            where t.hash = $1 and t.used_at is not null and s.ended_at is null and s.expires_at > $2 and s.idle_until > $2
            """, Token.HashOf(token), pass.Now);
        await using var row = await look.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return new(RefreshState.Refused, Guid.Empty, null);
        return row.GetFieldValue<DateTimeOffset>(1) + RefreshToken.Grace > pass.Now
            ? new(RefreshState.Rotated, row.GetGuid(0), RefreshToken.Open(token, row.GetFieldValue<byte[]>(2)))
            : new(RefreshState.Reused, row.GetGuid(0), null);
    }

    static NpgsqlCommand Command(Pass pass, string sql, params IEnumerable<object> values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)pass.Db.Database.GetDbConnection());
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
