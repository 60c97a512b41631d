namespace App.E2E;

/// <summary>
/// For tests that start an app of their own. They run one after the other, while those of a shared app run beside them: two
/// such tests at a time would leave the other core without work afterwards.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OwnAppTests
{
    public const string Name = "own app";
}
