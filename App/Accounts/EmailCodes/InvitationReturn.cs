namespace App.Accounts;

/// <summary>
/// Keeps the invitation that a person is about to accept in the links of the emails they get on the way. Only pages of
/// invitations are kept, because anyone can request such an email for any address.
/// </summary>
public static class InvitationReturn
{
    /// <summary>The beginning of the path of an invitation's page.</summary>
    public const string Path = "/invite/";

    const int Longest = 200;

    public static bool Is(string? returnUrl) =>
        returnUrl is { Length: <= Longest } && LocalUrl.IsLocal(returnUrl)
        && returnUrl.StartsWith(Path, StringComparison.Ordinal);

    /// <summary>Adds the invitation's page to a path as <c>returnUrl</c>; other pages are not added.</summary>
    public static string AddTo(string path, string? returnUrl) =>
        Is(returnUrl) ? $"{path}?returnUrl={Uri.EscapeDataString(returnUrl!)}" : path;
}
