namespace App.Shell;

/// <summary>What the search of the staff pages offers each member in every organization: the own account and the theme.</summary>
static class OwnActions
{
    const string Theme = "theme:";

    public static readonly IReadOnlyList<PickerChoice> All =
    [
        new("/account/security", "Account security", "Account"),
        new("/account/password", "Change password", "Account"),
        new("/account/email", "Change email address", "Account"),
        new("/account/sessions", "Where you are signed in", "Account"),
        new($"{Theme}dark", "Dark mode", "Action"),
        new($"{Theme}light", "Light mode", "Action"),
        new($"{Theme}system", "System theme", "Action"),
    ];

    /// <summary>Returns the theme that a choice stands for; null if it opens a page.</summary>
    public static string? ThemeOf(string value) =>
        value.StartsWith(Theme, StringComparison.Ordinal) ? value[Theme.Length..] : null;

    /// <summary>Returns whether the browser has to load the page: pages of accounts are not interactive.</summary>
    public static bool IsStatic(string value) => value.StartsWith("/account/", StringComparison.Ordinal);
}
