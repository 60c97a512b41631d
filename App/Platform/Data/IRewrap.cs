namespace App.Platform;

/// <summary>Something that keeps sealed secrets: it seals anew what an older key has sealed, while others go on reading and writing.</summary>
public interface IRewrap
{
    /// <summary>How many were sealed anew. What someone changed in between is left to the next time.</summary>
    Task<int> RewrapAsync(AppDb db, CancellationToken ct);
}
