namespace App.Notifications;

public static class NotificationProblems
{
    public static readonly Problem MembersOnly = new(403, "members_only", "Only for members",
        "Notifications belong to people. Sign in as a member instead of using an API key.");

    public static readonly IReadOnlyList<Problem> All = [MembersOnly];
}
