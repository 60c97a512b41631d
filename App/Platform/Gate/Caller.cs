using System.Net;

namespace App.Platform;

/// <summary>What a caller showed. What it is worth is found out by the Gate at each call, never remembered.</summary>
public abstract record Credential
{
    /// <summary>Nothing shown.</summary>
    public sealed record None : Credential;

    /// <summary>An API key: SHA-256 of the whole key. The key brings its organization.</summary>
    public sealed record ApiKey(byte[] Hash) : Credential
    {
        public string Fingerprint => Convert.ToHexStringLower(Hash);
        public override string ToString() => "api key";
    }

    /// <summary>A staff session. The slug of the page chooses the organization; without one, the session's own choice counts.</summary>
    /// <param name="Id">The session's.</param>
    /// <param name="Slug">Of the page, in a browser.</param>
    /// <param name="OrganizationId">A program's token names its organization, and neither slug nor choice counts; the empty id is none.</param>
    public sealed record Session(Guid Id, string? Slug, Guid? OrganizationId = null) : Credential;

    /// <summary>
    /// A visitor of an organization's storefront, signed in there or not. Good at the storefront's door alone, and no other credential is
    /// good at it: customers and staff live in two realms.
    /// </summary>
    /// <param name="Slug">Whose storefront.</param>
    /// <param name="SessionId">The session of an access token; null without one.</param>
    public sealed record Storefront(string Slug, Guid? SessionId) : Credential;

    /// <summary>Our own loops, seeds and jobs, in one organization or none; may do everything there and is named in the audit log.</summary>
    /// <param name="Name">Shown as the actor.</param>
    /// <param name="OrganizationId">Where it acts; null for the account and public doors.</param>
    /// <param name="At">For seeded history alone: the moment it plays in. Its events are born settled, nobody is told of them.</param>
    public sealed record System(string Name, Guid? OrganizationId, DateTimeOffset? At = null) : Credential;
}

/// <summary>A browser that asks for a page.</summary>
/// <param name="Token">By which it is known again; null before its first sign-in.</param>
public sealed record Browser(string? Token);

/// <summary>
/// The caller of this scope: of one request, one circuit, one job. Set once by whoever opens the scope; nobody who forgot it gets in.
/// </summary>
public sealed class Caller
{
    Func<Credential>? credential;

    /// <summary>Whether someone has said who it is.</summary>
    public bool IsKnown => credential is not null;

    public Credential Credential => credential?.Invoke() ?? new Credential.None();

    /// <summary>Address of the peer, through trusted proxies only.</summary>
    public IPAddress? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public string? RequestId { get; private set; }

    /// <summary>Null for programs.</summary>
    public Browser? Browser { get; private set; }

    /// <summary>What a program has read before this very request; null when it did not say.</summary>
    public Precondition? Precondition { get; private set; }

    /// <param name="find">Read at each call: in a circuit the page, and with it the organization, changes.</param>
    public void Is(Func<Credential> find, IPAddress? address = null, string? userAgent = null, string? requestId = null, Precondition? precondition = null, Browser? browser = null)
    {
        credential = find;
        Address = address;
        UserAgent = userAgent is { Length: > 400 } ? userAgent[..400] : userAgent;
        RequestId = requestId;
        Precondition = precondition;
        Browser = browser;
    }

    /// <summary>One name for all calls of an open page, where there is no request to name them by.</summary>
    public void Within(string requestId) => RequestId = requestId;

    public void Is(Credential shown) => Is(() => shown);
}
