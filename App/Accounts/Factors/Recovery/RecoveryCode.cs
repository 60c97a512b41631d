using System.Security.Cryptography;
using System.Text;
using App.Platform;
using OtpNet;

namespace App.Accounts;

/// <summary>A way back in for someone whose phone is gone. 80 random bits, of which we keep the SHA-256 together with the account; works once.</summary>
public sealed class RecoveryCode
{
    /// <summary>So many are made at once.</summary>
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

    /// <summary>As it is shown: four groups of four.</summary>
    internal static string New() => string.Join('-',
        Base32Encoding.ToString(RandomNumberGenerator.GetBytes(Bytes)).Chunk(4).Select(group => new string(group)));

    /// <summary>As it was typed, without what people put between the groups; null when it cannot be one.</summary>
    internal static string? Bare(string typed) =>
        string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant() is { Length: Length } bare ? bare : null;

    internal static byte[] HashOf(Guid accountId, string bare) => SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId:N}|{bare}"));
}

/// <summary>New codes, shown in this answer alone.</summary>
public sealed record RecoveryCodes(IReadOnlyList<string>? Codes) : IShownOnce
{
    public object WithoutSecret() => new RecoveryCodes((IReadOnlyList<string>?)null);
}
