namespace App.Platform.Tokens;

/// <summary>
/// Represents the content of an access token. The token says who was signed in when it was issued; the session's database row
/// says whether they still are.
/// </summary>
/// <param name="Audience">The audience: staff, or the shoppers of one storefront.</param>
/// <param name="Subject">The TypeID of the account or shopper.</param>
/// <param name="SessionId">The session, which may have ended.</param>
/// <param name="OrganizationId">The organization in which the client acts; null if there is none.</param>
/// <param name="ExpiresAt">The time when the token expires.</param>
/// <param name="Counts">True if the token is valid now. False if it has expired; then the browser is redirected to renew
/// it.</param>
public sealed record AccessToken(
    string Audience, string Subject, Guid SessionId, Guid? OrganizationId, DateTimeOffset ExpiresAt, bool Counts)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The clocks of two machines may differ by this time.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>This claim holds the organization of an API client's token.</summary>
    public const string OrganizationClaim = "access:organization";

    /// <summary>This claim holds the expiry of a browser's token, in Unix seconds.</summary>
    public const string UntilClaim = "access:until";

    public const string StaffAudience = "stockade:staff";

    /// <summary>Returns the audience of the shoppers of one storefront.</summary>
    public static string ShopperAudience(Guid organizationId) => $"stockade:shopper:{TypeId.Format("org", organizationId)}";

    /// <summary>Returns true if a bearer credential is an access token and not an API key, which has no dots.</summary>
    public static bool IsIn(string bearer) => bearer.Contains('.', StringComparison.Ordinal);

    /// <summary>Returns the access token in the Authorization header; null if there is none.</summary>
    public static string? Bearer(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header]
            || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bearer = header[7..].Trim();
        return IsIn(bearer) ? bearer : null;
    }
}
