namespace App.Platform.Operations;

/// <summary>
/// Lists what an operation can bring about that outlives the session of the caller. A stolen session must not be enough for it,
/// so a person must have confirmed a second factor recently. Each operation declares its effects; a test finds the code that
/// brings them about and compares.
/// </summary>
[Flags]
public enum Effects
{
    None = 0,

    /// <summary>A new way to get in: a password, key, passkey, authenticator app, recovery code or email address.</summary>
    NewCredential = 1,

    /// <summary>Someone else gets rights: a new member or shopper, or another role.</summary>
    NewRights = 2,

    /// <summary>Data is sent to a new destination.</summary>
    NewDestination = 4,

    /// <summary>A protection is removed or weakened.</summary>
    LessProtection = 8,
}
