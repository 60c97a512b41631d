using System.Net;
using System.Net.Sockets;

namespace App.Platform.Operations;

/// <summary>
/// Represents the credential that a caller presented. The Gate resolves it at each call and never caches the result.
/// </summary>
public abstract record Credential
{
    /// <summary>Represents a caller without a credential.</summary>
    public sealed record None : Credential;

    /// <summary>Represents an API key by the SHA-256 hash of the whole key. The key determines the organization.</summary>
    public sealed record ApiKey(byte[] Hash) : Credential
    {
        public string Fingerprint => Convert.ToHexStringLower(Hash);
        public override string ToString() => "api key";
    }

    /// <summary>
    /// Represents a staff session. The slug of the page determines the organization; without a slug, the session's current
    /// organization does.
    /// </summary>
    /// <param name="Id">Id of the session.</param>
    /// <param name="Slug">Slug in the URL of the page; null outside a browser.</param>
    /// <param name="OrganizationId">Organization of the access token, which overrides slug and session; empty for none.</param>
    public sealed record Session(Guid Id, string? Slug, Guid? OrganizationId = null) : Credential;

    /// <summary>
    /// Represents a visitor of an organization's storefront, signed in or not. It is valid only for the storefront, and no other
    /// credential is valid there, because customers and staff are separate realms.
    /// </summary>
    /// <param name="Slug">Slug of the organization.</param>
    /// <param name="SessionId">Session of the access token; null without one.</param>
    public sealed record Storefront(string Slug, Guid? SessionId) : Credential;

    /// <summary>
    /// Represents background work that a member began, such as a bulk change. It has the permissions that the member has at the
    /// time of the call, and none once the membership has ended.
    /// </summary>
    /// <param name="OrganizationId">Organization of the member.</param>
    /// <param name="MemberId">The member. The audit log names it as the actor.</param>
    public sealed record OnBehalf(Guid OrganizationId, Guid MemberId) : Credential;

    /// <summary>
    /// Represents our own background loops, jobs, commands and seeds, in one organization or none. It has all permissions, and
    /// the audit log names it.
    /// </summary>
    /// <param name="Name">Name of the actor in the audit log.</param>
    /// <param name="OrganizationId">Organization it acts in; null for account-level and public operations.</param>
    /// <param name="At">Time of the call, for seeded history only. Its events are stored as relayed and never sent.</param>
    public sealed record System(string Name, Guid? OrganizationId, DateTimeOffset? At = null) : Credential;
}

/// <summary>Represents the browser that requests a page.</summary>
/// <param name="Token">Token that identifies the browser later; null before its first sign-in.</param>
public sealed record Browser(string? Token);

/// <summary>
/// Holds the caller of this scope: one request, one circuit or one job. The code that opens the scope sets it once; without that,
/// the caller has no credential.
/// </summary>
public sealed class Caller
{
    Func<Credential>? credential;

    /// <summary>Gets whether the caller has been set.</summary>
    public bool IsKnown => credential is not null;

    public Credential Credential => credential?.Invoke() ?? new Credential.None();

    /// <summary>Gets the client's IP address. Only trusted proxies may report another one than the peer's.</summary>
    public IPAddress? Address { get; private set; }

    /// <summary>
    /// Gets the client's network, by which requests are counted and emails take turns: the IPv4 address, or the first 64 bits of
    /// the IPv6 address in hex, because a client usually controls all of them. Empty without an address.
    /// </summary>
    public string Network => NetworkOf(Address);
    public string? UserAgent { get; private set; }
    public string? RequestId { get; private set; }

    /// <summary>Gets the id that the client gave its request; null if it sent none.</summary>
    public string? ClientRequestId { get; private set; }

    /// <summary>Gets the browser; null for programs.</summary>
    public Browser? Browser { get; private set; }

    /// <summary>Gets the precondition of the request; null if the caller sent none.</summary>
    public Precondition? Precondition { get; private set; }

    public static string NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "";
    }

    /// <summary>Sets the caller.</summary>
    /// <param name="find">Returns the credential at each call, because a circuit can navigate to another organization.</param>
    public void Is(
        Func<Credential> find, IPAddress? address = null, string? userAgent = null, string? requestId = null,
        Precondition? precondition = null, Browser? browser = null, string? clientRequestId = null)
    {
        credential = find;
        Address = address;
        UserAgent = userAgent is { Length: > 400 } ? userAgent[..400] : userAgent;
        RequestId = requestId;
        ClientRequestId = clientRequestId;
        Precondition = precondition;
        Browser = browser;
    }

    /// <summary>Sets one request id for all calls of an open page, which has no request of its own.</summary>
    public void Within(string requestId) => RequestId = requestId;

    public void Is(Credential credential) => Is(() => credential);
}
