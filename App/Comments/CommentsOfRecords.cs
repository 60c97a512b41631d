using Microsoft.EntityFrameworkCore;

namespace App.Comments;

/// <summary>Deletes comments together with the records that they are about, for the feature that deletes the records.</summary>
public static class CommentsOfRecords
{
    /// <summary>Deletes all comments on these records. It raises no events.</summary>
    /// <param name="context">The operation that deletes the records.</param>
    /// <param name="records">TypeIDs of the records.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task DeleteAsync(OperationContext context, IReadOnlyCollection<string> records, CancellationToken ct) =>
        context.Db.Comments.Where(comment => records.Contains(comment.RecordId)).ExecuteDeleteAsync(ct);
}
