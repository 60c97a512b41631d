using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform;

/// <summary>One RSA key of a realm's ring. Its successor's beginning is its end.</summary>
public sealed class SigningKey
{
    const int Bits = 2048;

    SigningKey() { }

    internal SigningKey(string id, Realm realm, byte[] publicKey, byte[] sealedPrivateKey, DateTimeOffset createdAt, DateTimeOffset signsFrom) =>
        (Id, Realm, PublicKey, SealedPrivateKey, CreatedAt, SignsFrom) = (id, realm, publicKey, sealedPrivateKey, createdAt, signsFrom);

    internal static SigningKey Make(Realm realm, KeySeal seal, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var rsa = RSA.Create(Bits);
        var publicKey = rsa.ExportSubjectPublicKeyInfo();
        return new(Base64Url.EncodeToString(SHA256.HashData(publicKey))[..22], realm, publicKey, seal.Close(rsa.ExportPkcs8PrivateKey()), now, signsFrom);
    }

    /// <summary>The <c>kid</c>: the beginning of the public key's SHA-256.</summary>
    public string Id { get; private set; } = "";
    public Realm Realm { get; private set; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; private set; } = [];

    /// <summary>PKCS #8, sealed.</summary>
    public byte[] SealedPrivateKey { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Published from its making on; signs from here, so that whoever keeps a copy of the list knows it by then.</summary>
    public DateTimeOffset SignsFrom { get; private set; }

    internal RSA OpenPrivate(KeySeal seal)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(seal.Open(SealedPrivateKey), out _);
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
