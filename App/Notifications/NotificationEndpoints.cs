using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace App.Notifications;

static class NotificationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var notifications = routes.MapResource("/me/notifications");
        notifications.MapGet("/", ([AsParameters] PageQuery page,
            [FromQuery, Description("If true, returns only unread notifications; if false, only read ones.")] bool? unread,
            ListNotifications list, CancellationToken ct) => list.ExecuteAsync(new(page.ToRequest(), unread), ct).ToOk());
        notifications.MapPost("/{id}/read", (
            Id<Notification> id, IdempotencyKey? key, MarkNotification mark, CancellationToken ct) =>
            mark.ExecuteAsync(new(id, Read: true), key, ct).ToOk());
        notifications.MapPost("/{id}/unread", (
            Id<Notification> id, IdempotencyKey? key, MarkNotification mark, CancellationToken ct) =>
            mark.ExecuteAsync(new(id, Read: false), key, ct).ToOk())
            .WithName("notification.mark_unread").WithSummary("Mark a notification as unread");
        notifications.MapPost("/read_all", (IdempotencyKey? key, MarkAllRead mark, CancellationToken ct) =>
            mark.ExecuteAsync(new(), key, ct).ToOk());

        var preferences = routes.MapResource("/me/notification_preferences");
        preferences.MapGet("/", (GetNotificationPreferences get, CancellationToken ct) => get.ExecuteAsync(new(), ct).ToOk());
        preferences.MapPut("/", (
            SetNotificationPreferences.Request request, SetNotificationPreferences set, CancellationToken ct) =>
            set.ExecuteAsync(request, null, ct).ToOk());
    }
}
