using App.Comments;
using App.Notifications.Parts;
using static App.Platform.Http.Examples;

namespace App.Notifications;

/// <summary>Notifies members in the staff area and by email, as they prefer: now of mentions in comments.</summary>
public sealed class NotificationsModule : Module
{
    public override string Title => "Notifications";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTransient<Inbox>();
        services.AddTransient<NotificationPreferenceStore>();
        services.AddTransient<NotificationsOfRecords>();
        services.AddTransient<MentionNotifications>();
        services.AddTransient<MentionEmails>();
        services.AddTransient<IEmailRenderer, MentionEmails>();
        services.AddScoped<UnreadCount>();
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => NotificationEndpoints.Map(routes);

    public override IReadOnlyList<HandlerDeclaration> Handlers =>
    [
        HandlerDeclaration.Once<CommentCreated, NotifyOfMentions>("notify of mentions", "Notify mentioned members"),
        HandlerDeclaration.Once<CommentUpdated, NotifyOfNewMentions>(
            "notify of new mentions", "Notify members mentioned in an edited comment"),
        HandlerDeclaration.Once<CommentDeleted, WithdrawMentions>(
            "withdraw mentions", "Delete the notifications about a deleted comment"),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Home, "Notifications", "notifications", "bell", 20, Shortcut: "g n") { Badge = typeof(UnreadBadge) }];

    public override IReadOnlyList<Retention> Retention => [Notification.Retention];

    public override IReadOnlyList<Example> Examples =>
    [
        new("record_id", ExampleId("ord")), new("record_label", "SO-1001"), new("source_id", ExampleId("cmt")),
        new("actor_name", "Ana Ferreira"), new("count", 3),
    ];

    public override IReadOnlyList<Problem> Problems => NotificationProblems.All;
}
