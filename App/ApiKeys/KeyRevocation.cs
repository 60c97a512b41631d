using App.Organizations;
using Microsoft.EntityFrameworkCore;

namespace App.ApiKeys;

/// <summary>Revokes API keys together with the keys that they created, with an audit entry for each.</summary>
static class KeyRevocation
{
    public const string Action = "key.revoke";

    /// <summary>
    /// Revokes all keys of a member who left or was removed. It is final: a new invitation does not bring them back.
    /// </summary>
    public static async Task OfMemberAsync(MemberRemoved raised, OperationContext context, CancellationToken ct)
    {
        // Keys that a member's keys created have the same creator.
        var keys = await context.Db.ApiKeys
            .FromSql($"select * from api_keys where created_by_id = {raised.MemberId.Value} and revoked_at is null for update")
            .ToListAsync(ct);
        foreach (var key in keys)
            await RevokeRelatedAsync(context, key, ct);
    }

    /// <summary>
    /// Revokes the open invitations that the keys of a suspended member sent. The keys open nothing until the member is
    /// reinstated.
    /// </summary>
    public static async Task InvitationsOfSuspendedAsync(
        MemberSuspended raised, OperationContext context, CancellationToken ct)
    {
        var keys = await context.Db.ApiKeys.Where(key => key.CreatedById == raised.MemberId && key.RevokedAt == null)
            .Select(key => key.Id).ToListAsync(ct);
        foreach (var key in keys)
            await InvitationStore.RevokeOfAsync(context, key.ToString(), ct);
    }

    /// <summary>
    /// Revokes the keys that a key created, and those that they created. The key itself must be locked. Level by level, because
    /// a key that is locked cannot create another one, so the next level is complete.
    /// </summary>
    public static async Task OfDescendantsAsync(ApiKey key, OperationContext context, CancellationToken ct)
    {
        Guid[] parents = [key.Id.Value];
        while (parents.Length > 0)
        {
            var children = await context.Db.ApiKeys
                .FromSql($"select * from api_keys where parent_key_id = any({parents}) for update")
                .ToListAsync(ct);
            foreach (var child in children.Where(child => child.RevokedAt is null))
                await RevokeRelatedAsync(context, child, ct);
            parents = [.. children.Select(child => child.Id.Value)];
        }
    }

    static async Task RevokeRelatedAsync(OperationContext context, ApiKey key, CancellationToken ct)
    {
        await InvitationStore.RevokeOfAsync(context, key.Id.ToString(), ct);
        var before = ApiKeyView.Of(key);
        key.Revoke(context.Now);
        context.NoteRelated(Action, key.Id.ToString(), key.Name, before, ApiKeyView.Of(key));
    }
}
