using App.Docs.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Docs;

public sealed class ErrorGuideTests(TestHost host)
{
    [Fact]
    public void Every_error_code_has_a_cause_and_a_fix() =>
        Assert.Empty(Faults(
            host.Services.GetRequiredService<ProblemCatalog>().All.Select(problem => problem.Code),
            [.. ErrorGuide.Areas.SelectMany(area => area.Errors)]));

    [Fact]
    public void A_missing_cause_and_an_unknown_code_are_found()
    {
        var faults = Faults(["known", "forgotten"], [new("known", "Cause.", "Fix.", "gone"), new("gone", "", "Fix.")]);

        Assert.Equal(["forgotten: add its cause and fix to App/Docs/Errors", "gone: no such code", "gone: no cause or fix",
            "known: gone is not a code"], faults);
    }

    [Fact]
    public void A_code_without_advice_still_has_a_page()
    {
        var fresh = new Problem(409, "fresh_code", "Fresh", "It is new.");

        Assert.Equal("It is new.", new ErrorGuide(new ProblemCatalog([fresh])).Find("fresh_code")!.Advice.Cause);
    }

    static IEnumerable<string> Faults(IEnumerable<string> codes, IReadOnlyList<ErrorAdvice> advice)
    {
        var known = codes.ToHashSet();
        foreach (var code in known.Except(advice.Select(one => one.Code)))
            yield return $"{code}: add its cause and fix to App/Docs/Errors";
        foreach (var code in advice.Select(one => one.Code).Except(known))
            yield return $"{code}: no such code";
        foreach (var one in advice.Where(one => !one.Cause.EndsWith('.') || !one.Fix.EndsWith('.')))
            yield return $"{one.Code}: no cause or fix";
        foreach (var one in advice)
            foreach (var related in one.Related.Where(code => code == one.Code || !known.Contains(code)))
                yield return $"{one.Code}: {related} is not a code";
    }
}
