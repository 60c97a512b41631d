using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Declares what members can do to many other members at once.</summary>
static class MemberBulkActions
{
    public const string ChangeRole = "member.change_role", Remove = "member.remove";

    public static readonly IReadOnlyList<BulkAction> All =
    [
        BulkAction.Of<ChangeMemberRoles, Member>(
            ChangeRole, new("Change role", "Change the role of", "Changing the role of", "Changed the role of"),
            OrganizationPermissions.ChangeMembers, null, "member", "members") with
        {
            StepUp = true, // as the operation that changes one role
            CanUndo = true,
        },
        BulkAction.Of<RemoveMembers, Member>(
            Remove, new("Remove", "Removing", "Removed"), OrganizationPermissions.ChangeMembers, null, "member", "members"),
    ];
}

/// <summary>Selects members, active and suspended, by their ids or all of them.</summary>
abstract class MemberBulkHandler<TArguments>(MemberStore store) : BulkHandler<NoArguments, TArguments>
    where TArguments : class, IRequest
{
    protected override async Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, NoArguments? filter, int most, CancellationToken ct)
    {
        var present = context.Db.Members.Where(member => member.Status != MemberStatus.Removed);
        if (ids?.Select(id => new Id<Member>(id)).ToArray() is { } wanted)
            present = present.Where(member => wanted.Contains(member.Id));
        var members = await present.OrderByDescending(member => member.Id).Take(most).ToListAsync(ct);
        return [.. (await store.ViewsAsync(context, members, ct)).Select(view => new BulkTarget(view.Id.Value, view.Name))];
    }
}

sealed class ChangeMemberRoles(MemberStore store, GetMember get, ChangeMemberRole change)
    : MemberBulkHandler<ChangeMemberRoles.Arguments>(store)
{
    /// <param name="Role">The new role.</param>
    public sealed record Arguments(RoleKey Role) : IRequest;

    public override async Task<Result<string?>> ReadBeforeAsync(Guid id, CancellationToken ct)
    {
        var read = await get.ExecuteAsync(new(new(id)), ct);
        return read.Match<Result<string?>>(
            member => BulkBefore.Write(new Arguments(member.Role)), problem => problem);
    }

    protected override Task<Problem?> ApplyAsync(BulkItemCall item, Arguments arguments, CancellationToken ct) =>
        ProblemOf(change.ExecuteAsync(new(new(item.Id), new(arguments.Role)), item.Key, ct));

    protected override async Task<Problem?> UndoAsync(
        BulkItemCall item, Arguments arguments, CancellationToken ct)
    {
        var current = await get.ExecuteAsync(new(new(item.Id)), ct);
        if (!current.Succeeded)
            return current.Problem;
        return current.Value.Role == arguments.Role
            ? await ApplyAsync(item, BulkBefore.Read<Arguments>(item), ct)
            : BulkBefore.ChangedSince;
    }
}

sealed class RemoveMembers(MemberStore store, RemoveMember remove) : MemberBulkHandler<NoArguments>(store)
{
    protected override Task<Problem?> ApplyAsync(BulkItemCall item, NoArguments arguments, CancellationToken ct) =>
        ProblemOf(remove.ExecuteAsync(new(new(item.Id)), item.Key, ct));
}
