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
    /// Limits each form that changes a password or email address, deletes an account or requests a verification code, per session
    /// (F-18).
    /// </summary>
    public static readonly Limit Sensitive = new("sensitive", 5, 900);

    /// <summary>
    /// Limits other storefront forms from one IP address. Carts are open to everyone, and each one is a database row.
    /// </summary>
    public static readonly Limit Storefront = new("storefront", 120, 60);

    /// <summary>Limits storefront pages from one IP address, except those that the cache answers.</summary>
    public static readonly Limit StorefrontPages = new("storefront_pages", 120, 60);

    /// <summary>Limits how often the pages of one session open a connection.</summary>
    public static readonly Limit Pages = new("pages", 100, 60);

    /// <summary>Limits the files that one session uploads (K6).</summary>
    public static readonly Limit Upload = new("upload", 20, 60);

    /// <summary>Gets the limits that belong to no feature.</summary>
    public static readonly IReadOnlyList<Limit> General =
        [Key, Session, Address, RateLimited, Sensitive, Storefront, StorefrontPages, Pages, Upload];

    /// <summary>Returns the problem for a request over the limit.</summary>
    /// <param name="seconds">The time after which a retry can succeed.</param>
    public Problem Exceeded(int seconds) => new(429, "rate_limited", "Too many requests",
        $"The limit is {Quota} requests in {Window} seconds ({Name}). Retry after the seconds in the Retry-After header.")
    {
        RetryAfter = seconds,
    };
}
