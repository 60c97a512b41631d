using App.Platform;

namespace App.Accounts;

/// <summary>An authenticator app that shows an account's codes. It counts once its first code came back.</summary>
public sealed class Authenticator : IIdentified
{
    public static string IdPrefix => "otp";

    /// <summary>So many of an account's; a phone, another phone, a password manager.</summary>
    public const int Most = 5;

    /// <summary>How long a new one waits for its first code.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    Authenticator() { }

    internal static Authenticator Begin(Guid accountId, FieldCipher cipher, DateTimeOffset now)
    {
        var one = new Authenticator { Id = Id<Authenticator>.New(now), AccountId = accountId, CreatedAt = now };
        one.SealedSecret = cipher.Close(AuthenticatorCode.NewSecret(), one.Place);
        return one;
    }

    public Id<Authenticator> Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string Name { get; private set; } = "";
    public string SealedSecret { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When its first code came back; null while it waits for it, and good for nothing.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Step of the last code that was taken; that one and older ones are spent.</summary>
    public long? LastStep { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }

    internal byte[] Secret(FieldCipher cipher) => cipher.Open(SealedSecret, Place);

    /// <summary>The secret under the key that seals now.</summary>
    internal string Rewrapped(FieldCipher cipher) => cipher.Rewrap(SealedSecret, Place) ?? SealedSecret;

    internal void Confirm(string name, long step, DateTimeOffset now) => (Name, LastStep, ConfirmedAt, LastUsedAt) = (name, step, now, now);

    string Place => $"authenticators|sealed_secret|{AccountId:N}|{Id}";
}
