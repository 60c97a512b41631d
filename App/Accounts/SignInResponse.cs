using System.Text.Json.Serialization;

namespace App.Accounts;

/// <summary>
/// The response to a program's sign-in: an access token and a refresh token, or the request for the account's second factor.
/// </summary>
/// <param name="AccessToken">Send it with each call as <c>Authorization: Bearer …</c>.</param>
/// <param name="RefreshToken">Exchange it once for a new pair of tokens. Store it as securely as a password.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
/// <param name="MfaRequired">True if a second factor is required. The response then has no tokens.</param>
/// <param name="MfaToken">Send it with the code to <c>/auth/mfa</c> within 10 minutes.</param>
/// <param name="Methods">The second factors that the account can use.</param>
public sealed record SignInResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TokenType = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ExpiresIn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? MfaRequired = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MfaToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SecondFactorKind>? Methods = null)
{
    public static SignInResponse Of(TokenResponse tokens) =>
        new(tokens.AccessToken, tokens.RefreshToken, tokens.TokenType, tokens.ExpiresIn);

    public static SignInResponse Of(BegunTwoFactor begun) =>
        new(MfaRequired: true, MfaToken: begun.Token, Methods: begun.Methods);
}
