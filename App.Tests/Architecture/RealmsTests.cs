using App.Accounts;
using App.SignIn;
using App.Storefront;

namespace App.Tests.Architecture;

/// <summary>
/// Both realms sign in with one engine: each flow has an operation in each realm, and nothing is written twice.
/// </summary>
public sealed class RealmsTests
{
    /// <summary>A pair of files counts as written twice from this length, in lines, and share of equal lines.</summary>
    const int Longest = 15;
    const double Share = 0.8;

    [Fact]
    public void Each_flow_has_an_operation_in_each_realm()
    {
        var operations = typeof(SignInRealm).Assembly.GetTypes();

        Assert.Empty(Missing(typeof(StaffRealm), operations));
        Assert.Empty(Missing(typeof(ShopperRealm), operations));
    }

    [Fact]
    public void A_flow_without_an_operation_is_found() =>
        Assert.Equal(
            ["LockLoginFlow`1"],
            Missing(typeof(StaffRealm), typeof(SignInRealm).Assembly.GetTypes().Where(type => type != typeof(LockAccount))));

    [Fact]
    public void Nothing_is_written_twice_for_staff_and_shoppers()
    {
        var staff = Sources.Read(["App/Accounts"], ".cs", ".razor").ToList();
        var shoppers = Sources.Read(["App/Storefront"], ".cs", ".razor").ToList();

        Assert.Empty(
            from one in staff
            from other in shoppers
            where AreTwins(one.Text, other.Text)
            select $"{one.Path} and {other.Path}");
    }

    [Fact]
    public void A_file_that_was_copied_and_renamed_is_found()
    {
        var text = Sources.Read(["App/Accounts"], ".cs").Single(file => file.Path.EndsWith("/OpenSession.cs", StringComparison.Ordinal)).Text;

        Assert.True(AreTwins(text, text.Replace("Account", "Shopper", StringComparison.Ordinal)));
        Assert.False(AreTwins(text, "sealed class Short;"));
    }

    static IEnumerable<string> Missing(Type realm, IEnumerable<Type> operations)
    {
        var closed = operations.Select(RealmRegistration.FlowOf).OfType<Type>()
            .Where(flow => flow.GenericTypeArguments[0] == realm).Select(flow => flow.GetGenericTypeDefinition());
        return RealmRegistration.Flows.Except(closed).Select(flow => flow.Name);
    }

    static bool AreTwins(string one, string other)
    {
        var (left, right) = (LinesOf(one), LinesOf(other));
        var longer = Math.Max(left.Count, right.Count);
        // comparing counts first saves nearly all of the comparisons of lines
        return longer > Longest && 2.0 * Math.Min(left.Count, right.Count) / (left.Count + right.Count) >= Share
            && 2.0 * EqualLines(left, right) / (left.Count + right.Count) >= Share;
    }

    /// <summary>Returns the lines with the words that name a realm replaced, without those that say nothing.</summary>
    static List<string> LinesOf(string text) =>
    [
        .. text.Replace("Storefront", "Realm", StringComparison.Ordinal).Replace("Accounts", "Realm", StringComparison.Ordinal)
            .Replace("Account", "Login", StringComparison.OrdinalIgnoreCase)
            .Replace("Shopper", "Login", StringComparison.OrdinalIgnoreCase)
            .Replace("Staff", "Login", StringComparison.OrdinalIgnoreCase)
            .Replace("AnyVisitor", "Anyone", StringComparison.Ordinal)
            .Split('\n').Select(line => line.Trim())
            .Where(line => line.Length > 1 && !line.StartsWith("using ", StringComparison.Ordinal)),
    ];

    /// <summary>Returns the length of the longest common subsequence.</summary>
    static int EqualLines(List<string> left, List<string> right)
    {
        var lengths = new int[right.Count + 1];
        foreach (var line in left)
        {
            var diagonal = 0;
            for (var i = 0; i < right.Count; i++)
            {
                var above = lengths[i + 1];
                lengths[i + 1] = line == right[i] ? diagonal + 1 : Math.Max(above, lengths[i]);
                diagonal = above;
            }
        }
        return lengths[^1];
    }
}
