namespace App.Platform.Encryption;

/// <summary>
/// Re-encrypts stored secrets that an older key has encrypted, while the app keeps reading and writing them.
/// </summary>
public interface IReencrypt
{
    /// <summary>
    /// Re-encrypts a batch of secrets, small enough not to lock rows for long, and returns how many it has changed. It is called
    /// until it returns 0. A secret that changed in the meantime is left for a later run.
    /// </summary>
    Task<int> ReencryptAsync(AppDb db, CancellationToken ct);
}
