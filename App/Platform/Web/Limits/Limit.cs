namespace App.Platform;

/// <summary>So many requests in any so many seconds, for each of whom it counts.</summary>
/// <param name="Name">As in the RateLimit fields.</param>
/// <param name="Quota">Requests.</param>
/// <param name="Window">Whole seconds.</param>
public sealed record Limit(string Name, int Quota, int Window)
{
    /// <summary>Requests that carry one API key (product.md K6).</summary>
    public static readonly Limit Key = new("key", 60, 60);

    /// <summary>Requests with one session (K6).</summary>
    public static readonly Limit Session = new("session", 100, 60);

    /// <summary>API requests from one address, whatever they carry (K6).</summary>
    public static readonly Limit Address = new("address", 120, 60);

    /// <summary>Forms of sign-in, sign-up, codes and invitations from one address, each form for itself (K4, D-29).</summary>
    public static readonly Limit Entrance = new("entrance", 10, 60);

    /// <summary>Forgotten passwords from one address: mails asked for, and what is brought back (D-29).</summary>
    public static readonly Limit Reset = new("reset", 10, 900);

    /// <summary>Another password or address, a deletion, a code to prove who one is: each of these forms in one session (F-18).</summary>
    public static readonly Limit Sensitive = new("sensitive", 5, 900);

    /// <summary>Sign-ins tried from one address (K4).</summary>
    public static readonly Limit SignIn = new("sign_in", 10, 900);

    /// <summary>Sign-ins failed from one address (K4).</summary>
    public static readonly Limit FailedSignIn = new("failed_sign_in", 5, 900);

    /// <summary>The same two at storefronts: customers and staff of one address do not use up each other's.</summary>
    public static readonly Limit ShopperSignIn = new("shopper_sign_in", 10, 900), FailedShopperSignIn = new("failed_shopper_sign_in", 5, 900);

    /// <summary>Tokens renewed from one address, which may be a whole office: each browser does it four times an hour.</summary>
    public static readonly Limit Refresh = new("refresh", 120, 60);

    /// <summary>Other forms at storefronts from one address: carts are open to everyone, and each is a row.</summary>
    public static readonly Limit Storefront = new("storefront", 120, 60);

    /// <summary>By name.</summary>
    public static readonly IReadOnlyList<Limit> All = [Key, Session, Address, Entrance, Reset, Sensitive, SignIn, FailedSignIn, ShopperSignIn, FailedShopperSignIn, Refresh, Storefront];

    public static Limit Named(string name) => All.Single(limit => limit.Name == name);

    /// <summary>Another should be tried after so many seconds.</summary>
    public Problem Exceeded(int seconds) => new(429, "rate_limited", "Too many requests",
        $"More than {Quota} requests in {Window} seconds ({Name}). Wait until the time that Retry-After gives, then go on.") { RetryAfter = seconds };
}
