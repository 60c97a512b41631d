using App.Organizations;

namespace App.Notifications;

/// <summary>Holds how a member wants to be notified about one kind. Without a row, both ways are on.</summary>
public sealed class NotificationPreference : IOwned
{
    NotificationPreference() { }

    public static NotificationPreference Of(Id<Member> member, NotificationChoice choice) =>
        new() { MemberId = member, Kind = choice.Kind, InApp = choice.InApp, Email = choice.Email };

    public Guid OrganizationId { get; private set; }
    public Id<Member> MemberId { get; private set; }
    public NotificationKind Kind { get; private set; }
    public bool InApp { get; private set; }
    public bool Email { get; private set; }

    public void Become(NotificationChoice choice)
    {
        InApp = choice.InApp;
        Email = choice.Email;
    }
}

/// <summary>Represents how a member wants to be notified about one kind.</summary>
/// <param name="Kind">What the notifications are about.</param>
/// <param name="InApp">True to show them in the inbox.</param>
/// <param name="Email">True to send them by email.</param>
public sealed record NotificationChoice(NotificationKind Kind, bool InApp = true, bool Email = true);

/// <summary>Represents how a member wants to be notified.</summary>
/// <param name="Preferences">One entry for each kind.</param>
public sealed record NotificationPreferencesView(IReadOnlyList<NotificationChoice> Preferences);
