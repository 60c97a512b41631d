using System.Security.Cryptography;
using System.Text;
using App.SignIn;
using OtpNet;

namespace App.Accounts;

/// <summary>
/// A code that replaces a second factor once, for people who lost their phone. It has 80 random bits; the SHA-256 hash of the
/// code and the account's id is stored.
/// </summary>
public sealed class RecoveryCode
{
    /// <summary>The number of codes that are created together.</summary>
    public const int Count = 10;
    const int Bytes = 10, Length = 16;

    RecoveryCode() { }

    internal static RecoveryCode Of(Guid accountId, string code, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), AccountId = accountId, Hash = HashOf(accountId, Bare(code)!), CreatedAt = now };

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Creates a code in the form that is shown: four groups of four characters.</summary>
    internal static string New() => string.Join('-',
        Base32Encoding.ToString(RandomNumberGenerator.GetBytes(Bytes)).Chunk(4).Select(group => new string(group)));

    /// <summary>Removes what people type between the groups; null if the rest cannot be a code.</summary>
    internal static string? Bare(string typed) =>
        TypedCode.Of(typed) is { Length: Length } bare ? bare : null;

    internal static byte[] HashOf(Guid accountId, string bare) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId:N}|{bare}"));
}

/// <summary>The new codes. They are shown only once, in this response.</summary>
public sealed record RecoveryCodes(IReadOnlyList<string>? Codes) : IShownOnce
{
    public object WithoutSecret() => new RecoveryCodes((IReadOnlyList<string>?)null);
}
