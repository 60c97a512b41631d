namespace App.Accounts;

/// <summary>An authenticator app of an account. It works after it was confirmed with its first code.</summary>
public sealed class Authenticator : IIdentified
{
    public static string IdPrefix => "otp";

    /// <summary>The maximum number of apps of an account: enough for two phones and a password manager.</summary>
    public const int Most = 5;

    /// <summary>The time in which a new app must be confirmed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    Authenticator() { }

    internal static Authenticator Begin(Guid accountId, FieldCipher cipher, DateTimeOffset now)
    {
        var app = new Authenticator { Id = Id<Authenticator>.New(now), AccountId = accountId, CreatedAt = now };
        app.EncryptedSecret = cipher.Encrypt(AuthenticatorCode.NewSecret(), app.Place);
        return app;
    }

    public Id<Authenticator> Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string Name { get; private set; } = "";
    public string EncryptedSecret { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The time when the first code was entered; null before that, while the app cannot be used.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The time step of the last code that was used. That code and older ones no longer work.</summary>
    public long? LastStep { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }

    internal byte[] Secret(FieldCipher cipher) => cipher.Decrypt(EncryptedSecret, Place);

    /// <summary>Returns the secret encrypted with the current key.</summary>
    internal string Reencrypted(FieldCipher cipher) => cipher.Reencrypt(EncryptedSecret, Place) ?? EncryptedSecret;

    internal void Confirm(string name, long step, DateTimeOffset now)
    {
        Name = name;
        LastStep = step;
        ConfirmedAt = now;
        LastUsedAt = now;
    }

    /// <summary>The row that the encrypted secret is bound to. In another row it cannot be decrypted.</summary>
    string Place => $"authenticators|encrypted_secret|{AccountId:N}|{Id}";
}
