namespace App.Platform;

/// <summary>What an access token says. It says who was signed in when it was issued; whether they still are, the session's row says.</summary>
/// <param name="Audience">Of <see cref="AccessToken"/>.</param>
/// <param name="Subject">TypeID of the account or shopper.</param>
/// <param name="SessionId">The session, which may have ended.</param>
/// <param name="OrganizationId">Where its bearer acts; null when they are in none.</param>
/// <param name="ExpiresAt">When it stops counting.</param>
/// <param name="Counts">Whether it counts now. One that is past its time was ours, and leads to a refresh.</param>
public sealed record AccessToken(string Audience, string Subject, Guid SessionId, Guid? OrganizationId, DateTimeOffset ExpiresAt, bool Counts)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How far the clocks of two machines may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>On the principal of a program: where its token acts. On that of a browser: until when its token counts, in unix seconds.</summary>
    public const string OrganizationClaim = "access:organization", UntilClaim = "access:until";

    public const string StaffAudience = "stockade:staff";

    /// <summary>One storefront's customers.</summary>
    public static string ShopperAudience(Guid organizationId) => $"stockade:shopper:{TypeId.Format("org", organizationId)}";

    /// <summary>Whether the API's bearer looks like one: an API key has no dots.</summary>
    public static bool IsIn(string bearer) => bearer.Contains('.', StringComparison.Ordinal);

    /// <summary>The token of an Authorization header, if that is what it holds.</summary>
    public static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header[7..].Trim() is var bearer && IsIn(bearer) ? bearer : null;
}
