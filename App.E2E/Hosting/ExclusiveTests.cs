namespace App.E2E;

/// <summary>For tests that measure times or use both cores: no other test runs at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ExclusiveTests
{
    public const string Name = "exclusive";
}
