namespace App.Exports;

static class ExportProblems
{
    public static readonly Problem TooManyRunning = new(409, "too_many_exports", "Too many exports are running",
        $"An organization can run {Export.MostRunning} exports at the same time. Wait until one has finished, or delete one.");

    public static IReadOnlyList<Problem> All => [TooManyRunning];
}
