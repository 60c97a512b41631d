namespace App.Platform.Results;

/// <summary>
/// Checks that every enum in a request has one of its declared values. JSON reads "owner,admin" as a combination of two values,
/// and a page can send any number.
/// </summary>
static class DefinedEnums
{
    public static void Check(object request, Checks checks) => RequestMembers.Visit(request, (value, _, path) =>
    {
        if (value is Enum one)
            checks.That(Enum.IsDefined(one.GetType(), one), path, $"The value must be one of {Names(one)}.");
    });

    static string Names(Enum value) => string.Join(", ", Enum.GetNames(value.GetType()).Select(SnakeCase.From));
}
