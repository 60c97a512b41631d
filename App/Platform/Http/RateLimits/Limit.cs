namespace App.Platform.Http;

/// <summary>Represents a rate limit: a number of requests in a sliding window of time.</summary>
/// <param name="Name">The name in the RateLimit headers.</param>
/// <param name="Quota">The number of requests.</param>
/// <param name="Window">The length of the window in seconds.</param>
public sealed record Limit(string Name, int Quota, int Window)
{
    /// <summary>Limits requests with one API key (product.md K6).</summary>
    public static readonly Limit Key = new("key", 60, 60);

    /// <summary>Limits requests with one session (K6).</summary>
    public static readonly Limit Session = new("session", 100, 60);

    /// <summary>Limits API requests from one IP address, with any credential (K6).</summary>
    public static readonly Limit Address = new("address", 120, 60);

    /// <summary>Limits each form for sign-in, sign-up, codes or invitations, per IP address (K4, D-29).</summary>
    public static readonly Limit RateLimited = new("entrance", 10, 60);

    /// <summary>
    /// Limits password resets from one IP address: both the requests for an email and the codes and links that are submitted
    /// (D-29).
    /// </summary>
    public static readonly Limit Reset = new("reset", 10, 900);

    /// <summary>
    /// Limits each form that changes a password or email address, deletes an account or requests a verification code, per session
    /// (F-18).
    /// </summary>
    public static readonly Limit Sensitive = new("sensitive", 5, 900);

    /// <summary>Limits attempts to sign in from one IP address (K4).</summary>
    public static readonly Limit SignIn = new("sign_in", 10, 900);

    /// <summary>Limits failed attempts to sign in from one IP address (K4).</summary>
    public static readonly Limit FailedSignIn = new("failed_sign_in", 5, 900);

    /// <summary>
    /// Limits attempts to sign in at storefronts from one IP address. Customers and staff at one IP address do not use up each
    /// other's quota.
    /// </summary>
    public static readonly Limit ShopperSignIn = new("shopper_sign_in", 10, 900);

    /// <summary>Limits failed attempts to sign in at storefronts from one IP address.</summary>
    public static readonly Limit FailedShopperSignIn = new("failed_shopper_sign_in", 5, 900);

    /// <summary>
    /// Limits token refreshes from one IP address, which may be shared by a whole office. Each browser refreshes four times an
    /// hour.
    /// </summary>
    public static readonly Limit Refresh = new("refresh", 120, 60);

    /// <summary>
    /// Limits other storefront forms from one IP address. Carts are open to everyone, and each one is a database row.
    /// </summary>
    public static readonly Limit Storefront = new("storefront", 120, 60);

    public static readonly IReadOnlyList<Limit> All =
    [
        Key, Session, Address, RateLimited, Reset, Sensitive, SignIn, FailedSignIn, ShopperSignIn, FailedShopperSignIn, Refresh,
        Storefront,
    ];

    public static Limit Named(string name) => All.Single(limit => limit.Name == name);

    /// <summary>Returns the problem for a request over the limit.</summary>
    /// <param name="seconds">The time after which a retry can succeed.</param>
    public Problem Exceeded(int seconds) => new(429, "rate_limited", "Too many requests",
        $"The limit is {Quota} requests in {Window} seconds ({Name}). Retry after the seconds in the Retry-After header.")
    {
        RetryAfter = seconds,
    };
}
