using System.Text.Json;

namespace App.Audit;

/// <summary>Represents an entry of the audit log.</summary>
/// <param name="Outcome">done, or denied if the actor lacked the permission.</param>
/// <param name="Entity">The changed object, or null.</param>
/// <param name="Before">The object before the change; null if it was created.</param>
/// <param name="After">The object after the change; null if it was removed.</param>
/// <param name="RequestId">Our ID of the request, as in the Request-Id header of its response.</param>
/// <param name="ClientRequestId">The ID in the Request-Id header that the client sent, or null.</param>
/// <param name="Address">The IP address of the caller; null for background work.</param>
public sealed record AuditView(
    Id<AuditEntry> Id,
    DateTimeOffset At,
    AuditView.Who Actor,
    string Action,
    AuditOutcome Outcome,
    AuditView.What? Entity,
    JsonElement? Before,
    JsonElement? After,
    string? Address,
    string? UserAgent,
    string? RequestId,
    string? ClientRequestId)
{
    public sealed record Who(ActorKind Kind, string Id, string Name);

    public sealed record What(string Id, string Label);

    public static AuditView Of(AuditEntry entry) => new(
        entry.Id, entry.At, new Who(entry.ActorKind, entry.ActorId, entry.ActorName), entry.Action, entry.Outcome,
        entry.EntityId is { } id ? new What(id, entry.EntityLabel ?? id) : null,
        Read(entry.Before), Read(entry.After), entry.Address?.ToString(), entry.UserAgent, entry.RequestId,
        entry.ClientRequestId);

    static JsonElement? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
