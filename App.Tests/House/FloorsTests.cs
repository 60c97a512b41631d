using System.Text.RegularExpressions;

namespace App.Tests.HouseRules;

/// <summary>The drawing of the floors, held to its word: call down, react up; within a floor only along the arrows.</summary>
public sealed partial class FloorsTests
{
    static readonly string[][] Floors =
    [
        ["Platform"],
        ["Accounts", "Organizations", "ApiKeys", "Audit", "Mails", "Webhooks", "Billing", "Privacy", "Trust", "Backstage"],
        ["Catalog", "Inventory", "Customers"],
        ["Orders", "Purchasing"],
        ["Storefront", "Fiscal", "Invoicing", "Finance", "DeviceSync"],
        ["Shell", "Home", "Demo", "Docs"], // the roof knows everyone, as do House.cs and Program.cs
    ];

    /// <summary>The arrow points at what is used.</summary>
    static readonly HashSet<(string From, string To)> Arrows =
        [("ApiKeys", "Organizations"), ("ApiKeys", "Accounts"), ("Backstage", "Accounts"), ("Organizations", "Accounts"), ("Inventory", "Catalog"), ("Fiscal", "Invoicing"),
         ("Shell", "Home"), ("Home", "Shell"), ("Demo", "Shell"), ("Docs", "Shell")];

    [Fact]
    public void Features_name_only_what_stands_below_them()
    {
        var broken = Sources.Read(["App"], ".cs", ".razor").SelectMany(file => Broken(file.Path, file.Text)).ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("App/Catalog/Product.cs", "using App.Orders;")]
    [InlineData("App/Platform/Gate/Gate.cs", "using App.Audit;")]
    [InlineData("App/Webhooks/Fan.cs", "using App.Organizations;")]
    [InlineData("App/Catalog/Pages/ProductPage.razor", "@using App.Inventory")]
    [InlineData("App/Catalog/Product.cs", "var order = new App.Orders.Order();")]
    [InlineData("App/Nowhere/Thing.cs", "using App.Catalog;")]
    public void A_forbidden_name_is_seen(string path, string line) => Assert.NotEmpty(Broken(path, line));

    [Theory]
    [InlineData("App/Orders/PlaceOrder.cs", "using App.Catalog;\nusing App.Platform;")]
    [InlineData("App/Inventory/AdjustStock.cs", "using App.Catalog;")]
    [InlineData("App/House.cs", "using App.Orders;")]
    public void An_allowed_name_is_not(string path, string text) => Assert.Empty(Broken(path, text));

    static IEnumerable<string> Broken(string path, string text)
    {
        var parts = path.Split('/');
        if (parts.Length < 3) // House.cs, Program.cs, _Imports.razor: the roof
            yield break;
        var feature = parts[1];
        if (FloorOf(feature) < 0)
            yield return $"{path}: {feature} is on no floor; draw it in first.";
        foreach (var named in Named().Matches(text).Select(match => match.Groups[1].Value).Distinct())
            if (named != feature && FloorOf(named) >= 0 && FloorOf(named) >= FloorOf(feature) && !Arrows.Contains((feature, named)))
                yield return $"{path} names {named}, which does not stand below {feature}.";
    }

    static int FloorOf(string feature) => Array.FindIndex(Floors, floor => floor.Contains(feature));

    [GeneratedRegex(@"\bApp\.([A-Z][A-Za-z]+)\b")]
    private static partial Regex Named();
}
