using Microsoft.EntityFrameworkCore;

namespace App.Notifications;

/// <summary>
/// Deletes notifications together with the records that they lead to, for the feature that deletes the records.
/// </summary>
public sealed class NotificationsOfRecords(Inbox inbox)
{
    /// <summary>Deletes all notifications about these records.</summary>
    /// <param name="context">The operation that deletes the records.</param>
    /// <param name="records">TypeIDs of the records.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task DeleteAsync(OperationContext context, IReadOnlyCollection<string> records, CancellationToken ct)
    {
        var about = context.Db.Notifications.Where(notification => records.Contains(notification.RecordId));
        foreach (var member in await about.Select(notification => notification.MemberId).Distinct().ToListAsync(ct))
            inbox.Changed(context, member);
        await about.ExecuteDeleteAsync(ct);
    }
}
