namespace App.Platform.Ui;

/// <summary>
/// Declares a step of the setup list that the home page of a new organization shows. The feature that owns the form declares it.
/// Members without the permission do not see it, which is only a convenience: the Gate enforces the permission.
/// </summary>
/// <param name="Rank">The position in the list; steps with smaller numbers come first.</param>
/// <param name="Title">What to do, such as "Add a customer".</param>
/// <param name="Text">What it is for, in a sentence.</param>
/// <param name="Label">The label of the button.</param>
/// <param name="Path">The page with the form, relative to the organization.</param>
/// <param name="Permission">The name of the permission.</param>
/// <param name="Static">True if the page is not interactive, so the browser has to load it.</param>
/// <param name="Check">The <see cref="SetupCheck"/> that says whether the step is done.</param>
public sealed record SetupStep(
    int Rank, string Title, string Text, string Label, string Path, string Permission, bool Static, Type Check)
{
    public static SetupStep Of<TCheck>(
        int rank, string title, string text, string label, string path, string permission, bool @static = false)
        where TCheck : SetupCheck => new(rank, title, text, label, path, permission, @static, typeof(TCheck));
}

/// <summary>Returns whether a step of the setup list is done. Sample data does not count.</summary>
public abstract class SetupCheck(Gate gate) : Query<SetupCheck.Request, bool>(gate)
{
    public sealed record Request : IRequest;
}

/// <summary>Holds the setup list as the home page shows it.</summary>
public sealed record SetupProgress(IReadOnlyList<SetupProgress.Step> Steps)
{
    public sealed record Step(string Title, string Text, string Label, string Path, bool Static, bool Done);

    public int Done => Steps.Count(step => step.Done);
}

/// <summary>Loads the steps of all features for the setup list.</summary>
public sealed class SetupSteps(IEnumerable<SetupStep> all, IServiceProvider services)
{
    /// <summary>Returns the steps that a member with these permissions can take, in their order.</summary>
    public async Task<Result<SetupProgress>> LoadAsync(Func<string, bool> may, CancellationToken ct)
    {
        var steps = new List<SetupProgress.Step>();
        foreach (var step in all.Where(step => may(step.Permission)).OrderBy(step => step.Rank))
        {
            ct.ThrowIfCancellationRequested(); // a closed page has no services
            var done = await ((SetupCheck)services.GetRequiredService(step.Check)).ExecuteAsync(new(), ct);
            if (!done.Succeeded)
                return done.Problem;
            steps.Add(new(step.Title, step.Text, step.Label, step.Path, step.Static, done.Value));
        }
        return new SetupProgress(steps);
    }
}
