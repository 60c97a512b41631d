namespace App.SignIn;

/// <summary>Defines the rate limits that both realms use.</summary>
static class RealmLimits
{
    /// <summary>
    /// Limits password resets from one IP address: both the requests for an email and the codes and links that are submitted
    /// (D-29).
    /// </summary>
    public static readonly Limit Reset = new("reset", 10, 900);

    /// <summary>
    /// Limits token refreshes from one IP address, which may be shared by a whole office. Each browser refreshes four times an
    /// hour.
    /// </summary>
    public static readonly Limit Refresh = new("refresh", 120, 60);

    public static readonly IReadOnlyList<Limit> All = [Reset, Refresh];
}
