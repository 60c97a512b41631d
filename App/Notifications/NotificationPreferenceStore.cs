using App.Organizations;
using Microsoft.EntityFrameworkCore;

namespace App.Notifications;

/// <summary>Reads and stores how members want to be notified.</summary>
public sealed class NotificationPreferenceStore
{
    /// <summary>Returns a member's choice for each kind.</summary>
    public async Task<NotificationPreferencesView> ViewAsync(
        OperationContext context, Id<Member> member, CancellationToken ct)
    {
        var rows = await context.Db.NotificationPreferences.AsNoTracking().Where(row => row.MemberId == member).ToListAsync(ct);
        return Of(rows);
    }

    /// <summary>Stores the choices, and returns the member's choice for each kind.</summary>
    public async Task<NotificationPreferencesView> SetAsync(
        OperationContext context, Id<Member> member, IReadOnlyList<NotificationChoice> choices, CancellationToken ct)
    {
        var rows = await context.Db.NotificationPreferences.Where(row => row.MemberId == member).ToListAsync(ct);
        foreach (var choice in choices)
        {
            if (rows.Find(row => row.Kind == choice.Kind) is { } stored)
            {
                stored.Become(choice);
                continue;
            }
            var added = NotificationPreference.Of(member, choice);
            context.Db.NotificationPreferences.Add(added);
            rows.Add(added);
        }
        return Of(rows);
    }

    /// <summary>Returns the choices of several members for one kind.</summary>
    public async Task<IReadOnlyDictionary<Id<Member>, NotificationChoice>> OfAsync(
        OperationContext context, NotificationKind kind, IReadOnlyCollection<Id<Member>> members, CancellationToken ct)
    {
        var rows = await context.Db.NotificationPreferences.AsNoTracking()
            .Where(row => row.Kind == kind && members.Contains(row.MemberId)).ToListAsync(ct);
        return members.ToDictionary(
            member => member,
            member => rows.Find(row => row.MemberId == member) is { } row ? ChoiceOf(row) : new(kind));
    }

    static NotificationPreferencesView Of(List<NotificationPreference> rows) => new(
        [.. Enum.GetValues<NotificationKind>().Select(kind =>
            rows.Find(row => row.Kind == kind) is { } row ? ChoiceOf(row) : new NotificationChoice(kind))]);

    static NotificationChoice ChoiceOf(NotificationPreference row) => new(row.Kind, row.InApp, row.Email);
}
