using System.Diagnostics.CodeAnalysis;

namespace App.Platform;

/// <summary>What there may be to do; each loop hears the kinds it looks after.</summary>
[Flags]
public enum Ring { Events = 1, Relayed = 4, Mail = 8 }

/// <summary>
/// Rings when a commit has left work. Only a hint, and a cheap one: any number of rings between two looks count as one.
/// <see cref="WorkSignal"/> passes it on to the other instances; polling is the truth.
/// </summary>
public sealed class OutboxBell
{
    readonly Lock gate = new();
    Ear[] ears = [];

    /// <summary>A commit of this process has left work.</summary>
    public void Ring(Ring ring) => Ring(ring, fromElsewhere: false);

    /// <summary>Another instance has said so: it is not told again.</summary>
    public void RingFromElsewhere(Ring ring) => Ring(ring, fromElsewhere: true);

    void Ring(Ring ring, bool fromElsewhere)
    {
        foreach (var ear in Volatile.Read(ref ears))
            if ((ear.Hears & ring) != 0 && !(fromElsewhere && ear.OnlyLocal))
                ear.Ring();
    }

    public Ear Listen(Ring hears, bool onlyLocal = false)
    {
        var ear = new Ear(hears, onlyLocal);
        lock (gate)
            ears = [.. ears, ear];
        return ear;
    }

    /// <summary>One listener's side of the bell.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing to dispose of unless its wait handle is asked for.")]
    public sealed class Ear(Ring hears, bool onlyLocal)
    {
        readonly SemaphoreSlim rung = new(0, 1);

        internal Ring Hears => hears;
        internal bool OnlyLocal => onlyLocal;

        public void Ring()
        {
            if (rung.CurrentCount > 0)
                return; // It is ringing already.
            try
            {
                rung.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else was faster.
            }
        }

        public Task<bool> WaitAsync(TimeSpan longest, CancellationToken ct) => rung.WaitAsync(longest, ct);
    }
}
