namespace App.Tests.Platform;

/// <summary>A change that is shown before it is saved is taken back if it is refused.</summary>
public sealed class OptimisticChangeTests : IDisposable
{
    readonly Toasts toasts = new(new FakeClock());
    string shown = "unread";

    [Fact]
    public async Task The_new_value_is_shown_while_it_is_being_saved_and_stays()
    {
        var saving = new TaskCompletionSource<Result<Done>>();

        var change = ChangeAsync(saving.Task);

        Assert.Equal("read", shown);
        Assert.False(change.IsCompleted);
        saving.SetResult(new Done());
        Assert.True(await change);
        Assert.Equal("read", shown);
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public async Task A_refused_change_is_taken_back_and_a_toast_says_why()
    {
        Assert.False(await ChangeAsync(Task.FromResult<Result<Done>>(Problem.Missing("The notification"))));

        Assert.Equal("unread", shown);
        var toast = Assert.Single(toasts.Shown);
        Assert.Equal((ToastKind.Failed, "Not marked as read"), (toast.Kind, toast.Text));
        Assert.False(string.IsNullOrEmpty(toast.Detail));
    }

    public void Dispose() => toasts.Dispose();

    Task<bool> ChangeAsync(Task<Result<Done>> saving) =>
        toasts.ChangeAsync(() => shown = "read", () => shown = "unread", () => saving, "Not marked as read");
}
