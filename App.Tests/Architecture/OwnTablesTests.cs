using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>
/// A feature reads and writes only its own tables; it reaches others through their operations, queries, stores and lookups.
/// </summary>
public sealed partial class OwnTablesTests
{
    const string Seed = "The demo seed prepares rows that no operation creates.";
    const string Credentials = "Credentials are resolved before an organization is known; each feature gets its own resolver.";
    const string Join = "Levels and movements are filtered and sorted by the product's text, in one statement.";
    const string Lookup = "Reads one column that no lookup offers yet.";

    /// <summary>Uses that are allowed for now, each with its reason. An entry that is no longer needed fails the test.</summary>
    static readonly Dictionary<(string Path, string Table), string> Waivers = new()
    {
        [("App/ApiKeys/CreateApiKey.cs", "Members")] = Lookup,
        [("App/Backstage/Operators/AppointOperator.cs", "Accounts")] = Lookup,
        [("App/Demo/DemoSeed.cs", "organizations")] = Seed,
        [("App/Demo/SeedAdministrator.cs", "Authenticators")] = Seed,
        [("App/Demo/SeedOrganization.cs", "Members")] = Seed,
        [("App/Demo/SeedShopper.cs", "Customers")] = Seed,
        [("App/Demo/SeedShopper.cs", "Shoppers")] = Seed,
        [("App/Inventory/CatalogSearch.cs", "Products")] = Join,
        [("App/Inventory/CatalogSearch.cs", "Variants")] = Join,
        [("App/Inventory/GetStockMovement.cs", "Variants")] = Join,
        [("App/Inventory/ListStockLevels.cs", "Products")] = Join,
        [("App/Inventory/ListStockLevels.cs", "Variants")] = Join,
        [("App/Inventory/ListStockMovements.cs", "Variants")] = Join,
        [("App/Organizations/GetOrganizationContext.cs", "Accounts")] = Lookup,
        [("App/Platform/Http/Circuits/CircuitWatch.cs", "sessions")] = Credentials,
        [("App/Platform/Operations/CredentialResolver.cs", "accounts")] = Credentials,
        [("App/Platform/Operations/credentials.sql", "authenticators")] = Credentials,
        [("App/Platform/Operations/credentials.sql", "passkeys")] = Credentials,
        [("App/Platform/Operations/credentials.sql", "sessions")] = Credentials,
        [("App/Platform/Operations/credentials.sql", "accounts")] = Credentials,
        [("App/Storefront/Shoppers/ShopperStore.cs", "Organizations")] = Lookup,
    };

    static readonly IReadOnlyList<(string Path, string Text)> Code =
        [.. Sources.Read(["App"], ".cs", ".razor", ".sql").Select(file => (file.Path, Comments().Replace(file.Text, "")))];

    static readonly ILookup<string, (string Name, string Owner)> Tables = Code
        .SelectMany(file => Declared().Matches(file.Text)
            .Select(match => (
                Name: match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, Owner: OwnerOf(file.Path))))
        .ToLookup(table => table.Name);

    [Fact]
    public void Every_feature_uses_only_its_own_tables()
    {
        var broken = Code.SelectMany(file => Foreign(file.Path, file.Text)).Distinct()
            .Where(use => !Waivers.ContainsKey((use.Path, use.Table)))
            .Select(use => $"{use.Path} uses {use.Table} of {use.Owner}").ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_waiver_is_still_needed()
    {
        var uses = Code.SelectMany(file => Foreign(file.Path, file.Text)).Select(use => (use.Path, use.Table)).ToHashSet();

        Assert.DoesNotContain(Waivers.Keys, waiver => !uses.Contains(waiver));
    }

    [Theory]
    [InlineData("App/Orders/PlaceOrder.cs", "var products = context.Db.Products.Where(row => row.Id == id);")]
    [InlineData("App/Inventory/Levels.cs", "await db.ExecuteSqlAsync($\"update variants set sku = ''\");")]
    [InlineData("App/Platform/Operations/enter.sql", "select * from platform.accounts")]
    public void A_foreign_table_is_found(string path, string text) => Assert.NotEmpty(Foreign(path, text));

    [Theory]
    [InlineData("App/Catalog/ListProducts.cs", "var products = context.Db.Products;")]
    [InlineData("App/Catalog/ListProducts.cs", "delete from variants where id = 1")]
    [InlineData("App/Orders/OrderView.cs", "public IReadOnlyList<Line> Products => lines;")]
    public void Own_tables_and_other_members_are_not_reported(string path, string text) => Assert.Empty(Foreign(path, text));

    static IEnumerable<(string Path, string Table, string Owner)> Foreign(string path, string text) =>
        from match in Used().Matches(text)
        let name = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value
        from table in Tables[name]
        where table.Owner != OwnerOf(path) && (match.Groups[1].Success || char.IsLower(name[0])) && table.Owner != "Platform"
        select (path, name, table.Owner);

    /// <summary>The feature's folder; Platform as a whole is one owner.</summary>
    static string OwnerOf(string path) => path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    [GeneratedRegex(@"public DbSet<\w+> (\w+)|ToTable\(""(\w+)""")]
    private static partial Regex Declared();

    /// <summary>A DbSet of a context, or a table in SQL.</summary>
    [GeneratedRegex(@"(?:\b[dD]b|FinalRead\(\))\.([A-Z]\w+)\b"
        + @"|\b(?:from|join|update|into|using) (?:only )?(?:platform\.)?([a-z_]+)\b")]
    private static partial Regex Used();

    [GeneratedRegex(@"^\s*(///|//|--|@\*).*$", RegexOptions.Multiline)]
    private static partial Regex Comments();
}
