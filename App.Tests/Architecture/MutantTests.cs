namespace App.Tests.Architecture;

/// <summary>
/// Mutation test of the guards: without any one of them, tests must fail. The patches are checked in every run; the builds without
/// a guard take long and run with <c>./test --long</c>.
/// </summary>
public sealed class MutantTests(PatchedCopy copy) : IClassFixture<PatchedCopy>
{
    public static readonly TheoryData<string> Names = [.. Mutants.All.Select(mutant => mutant.Name)];

    [Theory]
    [InlineData("if (!actor.MayEverything) return;")] // the guard was rewritten
    [InlineData("if (!actor.May(one)) return; if (!actor.May(two)) return;")] // one copy of the guard would stay
    public void A_patch_that_does_not_apply_once_is_found(string text) =>
        Assert.Null(new Mutant("planted", "Gate.cs", "!actor.May(", "!true || (").Apply(text));

    [Fact]
    public void A_patch_replaces_only_the_text_that_it_names() =>
        Assert.Equal("if (false) return;", new Mutant("planted", "Gate.cs", "!may", "false").Apply("if (!may) return;"));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_patch_applies_once_and_the_missing_guard_is_noticed(string name)
    {
        var mutant = Mutants.All.Single(mutant => mutant.Name == name);
        Assert.NotNull(mutant.Apply(await File.ReadAllTextAsync(
            Path.Combine(Sources.Root, mutant.Path), TestContext.Current.CancellationToken)));
        Assert.NotEmpty(mutant.Tests);
        if (!Long.Asked)
            return; // the short form: the patch still fits the guard

        var outcome = await copy.RunAsync(mutant, TestContext.Current.CancellationToken);

        Assert.Null(outcome.BuildFailure); // a copy that does not build proves nothing
        Assert.True(outcome.Failed > 0, $"Without the guard “{name}”, {outcome.Passed} tests passed and none failed.");
    }
}
