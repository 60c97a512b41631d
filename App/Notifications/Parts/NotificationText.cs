namespace App.Notifications.Parts;

/// <summary>Says what notifications of a kind are about.</summary>
static class NotificationText
{
    public static string Of(NotificationKind kind) => kind switch
    {
        NotificationKind.Mention => "Mentions",
        _ => kind.ToString(),
    };

    public static string HintOf(NotificationKind kind) => kind switch
    {
        NotificationKind.Mention => "Somebody mentions you in a comment.",
        _ => "",
    };

    public static string Of(NotificationView notification) => notification.Kind switch
    {
        NotificationKind.Mention =>
            $"{notification.ActorName} mentioned you in a comment on {notification.RecordLabel}",
        _ => notification.Kind.ToString(),
    };
}
