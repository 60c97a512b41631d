using System.Text.Json.Serialization;
using App.Platform;

namespace App.Accounts;

/// <summary>What a program's sign-in comes to: two tokens, or word that the account's second factor is owed.</summary>
/// <param name="AccessToken">Goes with each call, as <c>Authorization: Bearer …</c>.</param>
/// <param name="RefreshToken">Good for one more pair. Keep it as you would keep a password.</param>
/// <param name="TokenType">Bearer.</param>
/// <param name="ExpiresIn">Seconds for which the access token counts.</param>
/// <param name="MfaRequired">True: there are no tokens yet, but a second factor to be shown.</param>
/// <param name="MfaToken">To be sent with the code to <c>/auth/mfa</c>, within ten minutes.</param>
/// <param name="Methods">What may be shown.</param>
public sealed record LogInAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TokenType = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ExpiresIn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? MfaRequired = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MfaToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FactorKind>? Methods = null)
{
    public static LogInAnswer Of(TokenAnswer tokens) => new(tokens.AccessToken, tokens.RefreshToken, tokens.TokenType, tokens.ExpiresIn);

    public static LogInAnswer Of(BegunSecondStep begun) => new(MfaRequired: true, MfaToken: begun.Token, Methods: begun.Methods);
}
