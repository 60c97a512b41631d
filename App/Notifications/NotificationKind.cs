namespace App.Notifications;

/// <summary>Lists what members are notified about. Each kind has preferences of its own.</summary>
public enum NotificationKind
{
    /// <summary>A comment mentions the member.</summary>
    Mention,
}
