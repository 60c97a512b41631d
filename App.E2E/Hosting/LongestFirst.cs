using App.E2E;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace App.E2E;

/// <summary>Begins with the groups of tests that take longest, so that two threads end at about the same time.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    static readonly string[] Longest = [SharedApp.Name, KillingTests.Name, SharedApp.Public];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
    [
        .. testCollections.OrderBy(group => Array.IndexOf(Longest, group.TestCollectionDisplayName) is >= 0 and var place
            ? place : Longest.Length),
    ];
}
