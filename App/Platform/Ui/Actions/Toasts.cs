namespace App.Platform.Ui;

/// <summary>
/// Shows short confirmations of what just happened ("Order SO-10421 placed"). A problem belongs beside the field or above the
/// form, where it doesn't disappear. Only the refusal of an <see cref="OptimisticChange"/> is a toast.
/// </summary>
public sealed class Toasts(TimeProvider clock) : IDisposable
{
    static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(6);

    /// <summary>A toast with links stays long enough to choose one.</summary>
    static readonly TimeSpan ChoosingTime = TimeSpan.FromSeconds(15);

    readonly Lock changing = new();
    readonly Dictionary<Toast, ITimer> timers = [];
    IReadOnlyList<Toast> shown = [];

    /// <summary>
    /// Occurs when a toast appears or is removed. A timer may raise it outside the circuit's synchronization context.
    /// </summary>
    public event Action? Changed;

    /// <summary>Gets the visible toasts, oldest first.</summary>
    public IReadOnlyList<Toast> Shown => shown;

    public void Done(string text, string? detail = null) => Show(new(ToastKind.Done, text, detail, []));

    /// <summary>Shows a confirmation with links to what usually comes next. Leaves out those that are null.</summary>
    public void Done(string text, IEnumerable<ToastLink?> next) =>
        Show(new(ToastKind.Done, text, null, [.. next.OfType<ToastLink>()]));

    public void Note(string text, string? detail = null) => Show(new(ToastKind.Note, text, detail, []));

    public void Failed(string text, string? detail = null) => Show(new(ToastKind.Failed, text, detail, []));

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
            timers[toast] = clock.CreateTimer(
                _ => Close(toast), null, toast.Next.Count > 0 ? ChoosingTime : ReadingTime, Timeout.InfiniteTimeSpan);
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
