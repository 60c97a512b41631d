using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Operations;

/// <summary>
/// Identifies one intended change of a caller (Idempotency-Key header, draft-ietf-httpapi-idempotency-key-header): 1 to 255
/// visible ASCII characters, quoted or unquoted. Endpoints bind it from the header.
/// </summary>
public sealed record IdempotencyKey(string Value)
{
    public const string Header = "Idempotency-Key";

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var values = context.Request.Headers[Header];
        if (values.Count == 0)
            return default;
        var text = values.Count == 1 ? values[0]!.Trim() : "";
        if (text.Length > 1 && text[0] == '"' && text[^1] == '"')
            text = text[1..^1];
        if (text.Length is 0 or > 255 || text.Any(c => c is < '!' or > '~'))
            throw new ProblemException(Problem.Invalid.For(
                Header, "Idempotency-Key must be sent once, as 1 to 255 visible ASCII characters."));
        return new(new IdempotencyKey(text));
    }

    public static IdempotencyKey New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
}

/// <summary>Stores the result of a completed request for 24 hours. It is written in the transaction of the change.</summary>
sealed class IdempotencyReceipt : IOwned
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public static readonly Retention Retention = new("prune receipts", "17 * * * *",
        new RetentionRule("idempotency_receipts", "organization_id, actor_id, action, key", "created_at <= $1", Kept));

    public Guid OrganizationId { get; private set; }
    public string ActorId { get; private set; } = "";
    public string Action { get; private set; } = "";
    public string Key { get; private set; } = "";
    public byte[] RequestHash { get; private set; } = [];
    public string? Response { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Returns an entity for the row that the claim inserted, so the response can be added to it.</summary>
    public static IdempotencyReceipt Claimed(Guid organizationId, string actorId, string action, IdempotencyKey key) =>
        new() { OrganizationId = organizationId, ActorId = actorId, Action = action, Key = key.Value };

    /// <summary>
    /// Deletes the current organization's receipts whose response contains one of these email addresses, because a login with
    /// that address is being deleted.
    /// </summary>
    public static async Task ForgetAsync(OperationContext context, IEnumerable<string> addresses, CancellationToken ct)
    {
        foreach (var address in addresses)
        {
            var written = JsonSerializer.Serialize(address, Json.Options).Trim('"').ToLowerInvariant();
            await context.Db.Database.ExecuteSqlAsync($"""
                delete from idempotency_receipts
                where organization_id = {context.Organization.Id} and strpos(lower(response), {written}) > 0
                """, ct);
        }
    }

    public static byte[] HashOf<T>(T request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, Json.Options));
}

sealed class IdempotencyReceiptTable : IEntityTypeConfiguration<IdempotencyReceipt>
{
    public void Configure(EntityTypeBuilder<IdempotencyReceipt> entity)
    {
        entity.ToTable("idempotency_receipts").Grant(Grants.All, ops: "select, delete");
        entity.HasKey(row => new { row.OrganizationId, row.ActorId, row.Action, row.Key });
        entity.HasIndex(row => row.CreatedAt);
    }
}
