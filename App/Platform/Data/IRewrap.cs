namespace App.Platform;

/// <summary>Something that keeps sealed secrets: it seals anew what an older key has sealed, while others go on reading and writing.</summary>
public interface IRewrap
{
    /// <summary>
    /// Seals some anew, so few that nobody waits long for their rows, and says how many. It is asked until there is none; what someone changed in
    /// between is left to the next time.
    /// </summary>
    Task<int> RewrapAsync(AppDb db, CancellationToken ct);
}
