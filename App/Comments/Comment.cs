namespace App.Comments;

/// <summary>Represents what somebody wrote about a record, such as an order.</summary>
public sealed class Comment : IOwned, IIdentified
{
    public static string IdPrefix => "cmt";

    /// <summary>The most characters of a comment.</summary>
    public const int Longest = 4000;

    Comment() { }

    public static Comment Write(string recordId, string text, Actor author, DateTimeOffset now) => new()
    {
        Id = Id<Comment>.New(now),
        RecordId = recordId,
        AuthorKind = author.Kind,
        AuthorId = author.Id,
        AuthorName = author.Name,
        Text = text,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public Guid OrganizationId { get; private set; }
    public Id<Comment> Id { get; private set; }

    /// <summary>Holds the TypeID of the record.</summary>
    public string RecordId { get; private set; } = "";
    public ActorKind AuthorKind { get; private set; }
    public string AuthorId { get; private set; } = "";

    /// <summary>Holds the name of the author at the time of writing; a member is shown with the present name.</summary>
    public string AuthorName { get; private set; } = "";

    /// <summary>Holds the text; a mention is the member's id, see <see cref="CommentText"/>.</summary>
    public string Text { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Holds the time of the last change of the text; null if it was never changed.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    public bool IsBy(Actor actor) => AuthorKind == actor.Kind && AuthorId == actor.Id;

    public void Edit(string text, DateTimeOffset now)
    {
        if (text == Text)
            return;
        Text = text;
        EditedAt = UpdatedAt = now;
    }
}
