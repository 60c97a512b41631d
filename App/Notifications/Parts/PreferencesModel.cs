namespace App.Notifications.Parts;

/// <summary>Holds the choices of the form.</summary>
sealed class PreferencesModel
{
    public sealed class Choice
    {
        public NotificationKind Kind { get; set; }
        public bool InApp { get; set; }
        public bool Email { get; set; }
    }

    public List<Choice> Choices { get; set; } = [];

    public static PreferencesModel Of(NotificationPreferencesView view) => new()
    {
        Choices = [.. view.Preferences.Select(one => new Choice { Kind = one.Kind, InApp = one.InApp, Email = one.Email })],
    };

    public SetNotificationPreferences.Request ToRequest() =>
        new([.. Choices.Select(choice => new NotificationChoice(choice.Kind, choice.InApp, choice.Email))]);
}
