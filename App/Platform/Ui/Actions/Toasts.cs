namespace App.Platform.Ui;

/// <summary>
/// Short confirmations of what just happened ("Order SO-10421 placed"). A refusal never goes here: it stands beside the
/// field or above the form, where it does not vanish.
/// </summary>
public sealed class Toasts(TimeProvider clock) : IDisposable
{
    static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(6);

    readonly Lock changing = new();
    readonly Dictionary<Toast, ITimer> timers = [];
    IReadOnlyList<Toast> shown = [];

    /// <summary>Raised when a toast appears or goes, also by the clock: outside the circuit's own turn.</summary>
    public event Action? Changed;

    /// <summary>What can be read now, the oldest first.</summary>
    public IReadOnlyList<Toast> Shown => shown;

    public void Done(string text, string? detail = null) => Show(new(ToastKind.Done, text, detail));

    public void Note(string text, string? detail = null) => Show(new(ToastKind.Note, text, detail));

    public void Failed(string text, string? detail = null) => Show(new(ToastKind.Failed, text, detail));

    public void Close(Toast toast)
    {
        lock (changing)
        {
            if (!timers.Remove(toast, out var timer))
                return;
            timer.Dispose();
            shown = [.. shown.Where(other => other != toast)];
        }
        Changed?.Invoke();
    }

    void Show(Toast toast)
    {
        lock (changing)
        {
            shown = [.. shown, toast];
            timers[toast] = clock.CreateTimer(_ => Close(toast), null, ReadingTime, Timeout.InfiniteTimeSpan);
        }
        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (changing)
        {
            foreach (var timer in timers.Values)
                timer.Dispose();
            timers.Clear();
        }
    }
}
