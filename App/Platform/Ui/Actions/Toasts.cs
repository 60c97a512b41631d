using Radzen;

namespace App.Platform.Ui;

/// <summary>
/// Short confirmations of what just happened ("Order SO-10421 placed"). A refusal never goes here: it stands beside the
/// field or above the form, where it does not vanish.
/// </summary>
public sealed class Toasts(NotificationService notifications)
{
    const double ReadingTime = 6000;

    public void Done(string text, string? detail = null) => Show(NotificationSeverity.Success, text, detail);

    public void Note(string text, string? detail = null) => Show(NotificationSeverity.Info, text, detail);

    public void Failed(string text, string? detail = null) => Show(NotificationSeverity.Error, text, detail);

    void Show(NotificationSeverity severity, string text, string? detail) =>
        notifications.Notify(new NotificationMessage
        {
            Severity = severity,
            Summary = text,
            Detail = detail ?? "",
            Duration = ReadingTime,
            CloseOnClick = true,
        });
}
