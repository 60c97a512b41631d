namespace App.SavedViews;

/// <summary>
/// Represents the filter, order and columns of a list that a member has saved under a name. It is private, or shared with the
/// organization. A list can open with a view: with the member's own default or else with that of the member's role.
/// </summary>
public sealed class SavedView : IOwned, IIdentified
{
    public static string IdPrefix => "viw";

    public const int LongestName = 60, LongestQuery = 1000, LongestList = 40;

    /// <summary>The most views that a member can see of one list.</summary>
    public const int Most = 50;

    SavedView() { }

    internal static SavedView Save(string list, SavedViewDraft draft, Actor actor, DateTimeOffset now)
    {
        var view = new SavedView
        {
            Id = Id<SavedView>.New(now),
            List = list,
            MemberId = actor.Id,
            MemberName = actor.Name,
            CreatedAt = now,
        };
        view.Become(draft, now);
        return view;
    }

    public Guid OrganizationId { get; private set; }
    public Id<SavedView> Id { get; private set; }

    /// <summary>Path of the list's page, relative to the organization: "orders".</summary>
    public string List { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>Query of the list's URL, without the question mark and the position in the list.</summary>
    public string Query { get; private set; } = "";

    /// <summary>TypeID and name of the member who saved it.</summary>
    public string MemberId { get; private set; } = "";
    public string MemberName { get; private set; } = "";
    public bool IsShared { get; private set; }

    /// <summary>Whether the list opens with it for the member who saved it. Only private views can be that.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>The list opens with it for members with these roles. Only shared views have any.</summary>
    public IReadOnlyList<string> DefaultRoles { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    public SavedViewDraft Draft => new(Name, Query, IsShared, IsDefault, DefaultRoles);

    public void Become(SavedViewDraft draft, DateTimeOffset now)
    {
        Name = draft.Name.Trim();
        Query = draft.Query;
        IsShared = draft.IsShared;
        IsDefault = draft.IsDefault;
        DefaultRoles = [.. draft.DefaultRoles.Distinct().Order(StringComparer.Ordinal)];
        UpdatedAt = now;
    }

    /// <summary>Returns whether the list opens with this view where it is now to open with another one.</summary>
    public bool CompetesWith(SavedViewDraft other) =>
        (IsDefault && other.IsDefault) || DefaultRoles.Intersect(other.DefaultRoles).Any();

    /// <summary>Stops the list from opening with this view where it now opens with another one.</summary>
    public void YieldTo(SavedViewDraft other, DateTimeOffset now) => Become(
        Draft with { IsDefault = IsDefault && !other.IsDefault, DefaultRoles = [.. DefaultRoles.Except(other.DefaultRoles)] },
        now);
}
