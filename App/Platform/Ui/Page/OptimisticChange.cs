namespace App.Platform.Ui;

/// <summary>
/// Shows a change before it is saved, so that it takes no time for the reader. Only for values that are easy to change again,
/// such as whether a notification is read: money, stock and rights are shown when they are saved.
/// </summary>
public static class OptimisticChange
{
    /// <summary>
    /// Shows a change and saves it. If it is refused, shows the old value again and says why in a toast, because the reader may
    /// be looking elsewhere by then.
    /// </summary>
    /// <param name="toasts">Shows the refusal.</param>
    /// <param name="show">Shows the new value.</param>
    /// <param name="takeBack">Shows the old value.</param>
    /// <param name="save">Saves the change.</param>
    /// <param name="failed">What did not happen, such as "Not marked as read".</param>
    /// <returns>True if the change was saved.</returns>
    public static async Task<bool> ChangeAsync<T>(
        this Toasts toasts, Action show, Action takeBack, Func<Task<Result<T>>> save, string failed)
    {
        show();
        var result = await save();
        if (result.Succeeded)
            return true;
        takeBack();
        toasts.Failed(failed, result.Problem.Detail);
        return false;
    }
}
