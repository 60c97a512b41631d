using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>A passkey of an account: its public key and metadata, as ASP.NET Core Identity verified them.</summary>
public sealed class Passkey : IIdentified
{
    public static string IdPrefix => "pky";

    /// <summary>The maximum number of passkeys of an account.</summary>
    public const int Most = 20;

    Passkey() { }

    internal static Passkey Of(Guid accountId, UserPasskeyInfo created, string name, DateTimeOffset now) => new()
    {
        Id = Id<Passkey>.New(now),
        AccountId = accountId,
        Name = name,
        CredentialId = created.CredentialId,
        PublicKey = created.PublicKey,
        SignCount = created.SignCount,
        Transports = created.Transports ?? [],
        IsUserVerified = created.IsUserVerified,
        IsBackupEligible = created.IsBackupEligible,
        IsBackedUp = created.IsBackedUp,
        AttestationObject = created.AttestationObject,
        ClientDataJson = created.ClientDataJson,
        CreatedAt = now,
    };

    public Id<Passkey> Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string Name { get; private set; } = "";
    public byte[] CredentialId { get; private set; } = [];
    public byte[] PublicKey { get; private set; } = [];
    public long SignCount { get; private set; }
    public string[] Transports { get; private set; } = [];
    public bool IsUserVerified { get; private set; }
    public bool IsBackupEligible { get; private set; }
    public bool IsBackedUp { get; private set; }
    public byte[] AttestationObject { get; private set; } = [];
    public byte[] ClientDataJson { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }

    internal UserPasskeyInfo Info() =>
        new(CredentialId, PublicKey, CreatedAt, (uint)SignCount, Transports, IsUserVerified, IsBackupEligible, IsBackedUp,
            AttestationObject, ClientDataJson)
        {
            Name = Name,
        };

    internal void Rename(string name) => Name = name;

    internal void Use(UserPasskeyInfo current, DateTimeOffset now)
    {
        SignCount = current.SignCount;
        IsUserVerified = current.IsUserVerified;
        IsBackedUp = current.IsBackedUp;
        LastUsedAt = now;
    }
}

/// <summary>Represents a passkey of the signed-in account.</summary>
public sealed record PasskeyView(Id<Passkey> Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    public static PasskeyView Of(Passkey passkey) => new(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt);
}
