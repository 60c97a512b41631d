using System.Text.Json;
using App.Platform;

namespace App.Audit;

/// <summary>An audit entry as the API and the page show it.</summary>
/// <param name="Outcome">Done, or denied: tried without the permission.</param>
/// <param name="Before">How the thing was; null when it was made.</param>
/// <param name="After">How it is since; null when it is gone.</param>
public sealed record AuditView(
    Id<AuditEntry> Id, DateTimeOffset At, AuditView.Who Actor, string Action, AuditOutcome Outcome, AuditView.What? Entity,
    JsonElement? Before, JsonElement? After, string? Address, string? UserAgent, string? RequestId)
{
    public sealed record Who(ActorKind Kind, string Id, string Name);

    public sealed record What(string Id, string Label);

    public static AuditView Of(AuditEntry entry) => new(
        entry.Id, entry.At, new Who(entry.ActorKind, entry.ActorId, entry.ActorName), entry.Action, entry.Outcome,
        entry.EntityId is { } id ? new What(id, entry.EntityLabel ?? id) : null,
        Read(entry.Before), Read(entry.After), entry.Address?.ToString(), entry.UserAgent, entry.RequestId);

    static JsonElement? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
