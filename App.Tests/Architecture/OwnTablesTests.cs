using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Architecture;

/// <summary>
/// A feature reads and writes only its own tables; it reaches others through their operations, queries, stores and lookups.
/// </summary>
public sealed partial class OwnTablesTests
{
    const string Seed = "The demo seed prepares rows that no operation creates.";
    const string OneStatement =
        "A credential and its organization are found in one statement, before row level security can apply.";

    const string Deletes = "One function deletes the sample data of all features, because the app's role may not delete it.";

    const string OneChart = "The chart of stock-outs leaves out archived variants in its one statement.";
    const string Compared = "An invariant compares the orders with the stock ledger.";

    /// <summary>Uses that are allowed for now, each with its reason. An entry that is no longer needed fails the test.</summary>
    static readonly Dictionary<(string Path, string Table), string> Waivers = new()
    {
        [("App/Demo/DemoSeed.cs", "organization_slugs")] = Seed,
        [("App/Demo/SeedAdministrator.cs", "Authenticators")] = Seed,
        [("App/Demo/SeedComment.cs", "Comments")] = Seed,
        [("App/Demo/SeedOrganization.cs", "Members")] = Seed,
        [("App/Demo/SeedShopper.cs", "Customers")] = Seed,
        [("App/Demo/SeedShopper.cs", "Shoppers")] = Seed,
        [("App/Inventory/GetStockFigures.cs", "variants")] = OneChart,
        [("App/Orders/OrderInvariants.cs", "stock_levels")] = Compared,
        [("App/Orders/OrderInvariants.cs", "stock_movements")] = Compared,
        [("App/Accounts/Sessions/enter_by_session.sql", "members")] = OneStatement,
        [("App/Accounts/Sessions/enter_by_session.sql", "organizations")] = OneStatement,
        [("App/Accounts/Sessions/enter_by_session.sql", "roles")] = OneStatement,
        [("App/Accounts/Sessions/enter_by_session.sql", "organization_slugs")] = OneStatement,
        [("App/Organizations/Members/enter_by_member.sql", "accounts")] = OneStatement,
        [("App/Organizations/Members/enter_by_member.sql", "authenticators")] = OneStatement,
        [("App/Organizations/Members/enter_by_member.sql", "passkeys")] = OneStatement,
        [("App/ApiKeys/enter_by_key.sql", "members")] = OneStatement,
        [("App/ApiKeys/enter_by_key.sql", "organizations")] = OneStatement,
        [("App/ApiKeys/enter_by_key.sql", "roles")] = OneStatement,
        [("App/SampleData/delete_sample_data.sql", "cart_lines")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "carts")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "customers")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "order_lines")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "orders")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "products")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "shoppers")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "stock_levels")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "stock_movements")] = Deletes,
        [("App/SampleData/delete_sample_data.sql", "variants")] = Deletes,
        [("App/Storefront/Shoppers/enter_storefront.sql", "customers")] = OneStatement,
        [("App/Storefront/Shoppers/enter_storefront.sql", "organizations")] = OneStatement,
        [("App/Storefront/Shoppers/enter_storefront.sql", "organization_slugs")] = OneStatement,
    };

    static readonly string[] EntityMethods = [nameof(RowLock.LockAsync), nameof(DbContext.Set)];

    static readonly IReadOnlyList<(string Path, string Text)> Code =
        [.. Sources.Read(["App"], ".cs", ".razor", ".sql").Select(file => (file.Path, Comments().Replace(file.Text, "")))];

    static readonly ILookup<string, (string Name, string Owner)> Tables = Code
        .SelectMany(file => Declaration().Matches(file.Text)
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

    /// <summary>The text does not show the entity of LockAsync, and Set and CompiledLookup need no DbSet.</summary>
    [Fact]
    public void Every_feature_locks_and_looks_up_only_its_own_entities()
    {
        var broken = typeof(Features).Assembly.GetTypes().SelectMany(ForeignEntities).Distinct().ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData(typeof(Tests.Orders.Planted.LocksAProduct))]
    [InlineData(typeof(Tests.Orders.Planted.ReadsProducts))]
    [InlineData(typeof(Tests.Orders.Planted.LooksUpAProduct))]
    public void A_foreign_entity_is_found(Type planted) =>
        Assert.NotEmpty(planted.GetNestedTypes(BindingFlags.NonPublic).Append(planted).SelectMany(ForeignEntities));

    [Theory]
    [InlineData("App/Orders/PlaceOrder.cs", "var products = context.Db.Products.Where(row => row.Id == id);")]
    [InlineData("App/Inventory/Levels.cs", "await db.ExecuteSqlAsync($\"update variants set sku = ''\");")]
    [InlineData("App/Platform/Operations/enter.sql", "select * from platform.accounts")]
    [InlineData("App/Webhooks/enter.sql", "select * from public.members")]
    [InlineData("App/Webhooks/enter.sql", "left join (public.members m join public.webhook_endpoints e on true)")]
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

    static IEnumerable<string> ForeignEntities(Type type) =>
        from member in TypeReferences.MembersOf(type)
        let entity = EntityOf(member)
        where entity is not null && FeatureOf(entity) is not "Platform" && FeatureOf(entity) != FeatureOf(type)
        select $"{type.FullName} uses {entity.Name} of {FeatureOf(entity)}";

    /// <summary>The entity that a call of LockAsync, Set or CompiledLookup names; null for other members.</summary>
    static Type? EntityOf(MemberInfo member) => member switch
    {
        MethodInfo { IsGenericMethod: true } method when EntityMethods.Contains(method.Name)
            && (method.DeclaringType == typeof(RowLock) || method.DeclaringType == typeof(DbContext)) =>
            Declared(method.GetGenericArguments()[0]),
        ConstructorInfo { DeclaringType: { IsGenericType: true } lookup }
            when lookup.GetGenericTypeDefinition() == typeof(CompiledLookup<,>) => Declared(lookup.GetGenericArguments()[0]),
        _ => null,
    };

    static Type? Declared(Type entity) => entity.IsGenericParameter ? null : entity;

    /// <summary>App.Orders.Order → Orders; App.Tests.Orders.Planted.… → Orders.</summary>
    static string? FeatureOf(Type type) => type.Namespace?.Replace("App.Tests.", "App.", StringComparison.Ordinal).Split('.') is
        { Length: > 1 } parts ? parts[1] : null;

    /// <summary>The feature's folder; Platform as a whole is one owner.</summary>
    static string OwnerOf(string path) => path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    [GeneratedRegex(@"public DbSet<\w+> (\w+)|ToTable\(""(\w+)""")]
    private static partial Regex Declaration();

    /// <summary>A DbSet of a context, or a table in SQL.</summary>
    [GeneratedRegex(@"(?:\b[dD]b|FinalRead\(\))\.([A-Z]\w+)\b"
        + @"|\b(?:from|join|update|into|using) (?:only )?\(?(?:platform\.|public\.)?([a-z_]+)\b")]
    private static partial Regex Used();

    [GeneratedRegex(@"^\s*(///|//|--|@\*).*$", RegexOptions.Multiline)]
    private static partial Regex Comments();
}
