using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Tokens;

/// <summary>Represents an RSA key of a realm. It signs tokens until its successor starts.</summary>
public sealed class SigningKey
{
    const int Bits = 2048;

    SigningKey() { }

    internal SigningKey(
        string id, Realm realm, byte[] publicKey, byte[] encryptedPrivateKey, DateTimeOffset createdAt, DateTimeOffset signsFrom)
    {
        Id = id;
        Realm = realm;
        PublicKey = publicKey;
        EncryptedPrivateKey = encryptedPrivateKey;
        CreatedAt = createdAt;
        SignsFrom = signsFrom;
    }

    internal static SigningKey Make(Realm realm, SigningKeyProtector protector, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var rsa = RSA.Create(Bits);
        var publicKey = rsa.ExportSubjectPublicKeyInfo();
        var id = Base64Url.EncodeToString(SHA256.HashData(publicKey))[..22];
        return new(id, realm, publicKey, protector.Close(rsa.ExportPkcs8PrivateKey()), now, signsFrom);
    }

    /// <summary>Gets the <c>kid</c>: the first 22 characters of the public key's SHA-256 hash in base64url.</summary>
    public string Id { get; private set; } = "";
    public Realm Realm { get; private set; }

    /// <summary>Gets the public key in SubjectPublicKeyInfo format.</summary>
    public byte[] PublicKey { get; private set; } = [];

    /// <summary>Gets the encrypted private key in PKCS #8 format.</summary>
    public byte[] EncryptedPrivateKey { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>
    /// Gets the time from which the key signs. It is published earlier, when it is created, so services that cache the list know
    /// it by then.
    /// </summary>
    public DateTimeOffset SignsFrom { get; private set; }

    internal RSA OpenPrivate(SigningKeyProtector protector)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(protector.Open(EncryptedPrivateKey), out _);
        return rsa;
    }

    internal RSA OpenPublic()
    {
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(PublicKey, out _);
        return rsa;
    }
}

sealed class SigningKeyTable : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> entity)
    {
        entity.ToTable("signing_keys", "platform").Grant("select, insert, delete");
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).HasMaxLength(22);
        entity.Property(row => row.Realm).HasConversion<string>().HasMaxLength(10);
    }
}
