using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>
/// The layers of the features: calls go to lower layers, and within a layer only along the allowed dependencies.
/// </summary>
public sealed partial class LayersTests
{
    static readonly string[][] Layers =
    [
        ["Platform"],
        ["SignIn", "BulkChanges", "Exports", "SavedViews"],
        [
            "Accounts", "Organizations", "ApiKeys", "Audit", "SecurityEvents", "EmailLog", "Comments", "Notifications", "Webhooks",
            "Billing", "Privacy", "Trust", "Backstage",
        ],
        ["Catalog", "Inventory", "Customers"],
        ["Orders", "Purchasing"],
        ["Storefront", "Fiscal", "Invoicing", "Finance", "DeviceSync"],
        ["SampleData"],
        ["Shell", "Home", "Demo", "Docs"], // the top layer uses all others, as do Features.cs and Program.cs
    ];

    /// <summary>Allowed dependencies within a layer: From uses To.</summary>
    static readonly HashSet<(string From, string To)> Dependencies =
        [("ApiKeys", "Organizations"), ("ApiKeys", "Accounts"), ("Backstage", "Accounts"), ("Organizations", "Accounts"),
            ("Comments", "Organizations"), ("Notifications", "Comments"), ("Notifications", "Organizations"),
            ("Webhooks", "Comments"),
            ("Inventory", "Catalog"), ("Fiscal", "Invoicing"),
         ("Shell", "Home"), ("Home", "Shell"), ("Demo", "Home"), ("Demo", "Shell"), ("Docs", "Shell")];

    [Fact]
    public void The_diagram_in_the_documentation_contains_every_feature() =>
        Assert.Empty(NotDrawn(
            File.ReadAllText(Path.Combine(Sources.Root, "docs", "architecture.md")),
            Directory.EnumerateDirectories(Path.Combine(Sources.Root, "App")).Select(folder => Path.GetFileName(folder))));

    [Fact]
    public void A_feature_that_is_not_drawn_is_found() =>
        Assert.Equal(["Teapots"], NotDrawn("Teapots are nice.\n```\n sales  Orders\n```\n", ["Orders", "Teapots"]));

    /// <summary>The diagram is the first code block.</summary>
    static IEnumerable<string> NotDrawn(string document, IEnumerable<string> folders)
    {
        var drawn = document.Split("```")[1].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return folders.Except(drawn).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Features_use_only_lower_layers()
    {
        var broken = Sources.Read(["App"], ".cs", ".razor").SelectMany(file => Broken(file.Path, file.Text)).ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("App/Catalog/Product.cs", "using App.Orders;")]
    [InlineData("App/Platform/Operations/Gate.cs", "using App.Audit;")]
    [InlineData("App/Webhooks/Fan.cs", "using App.Organizations;")]
    [InlineData("App/Catalog/Pages/ProductPage.razor", "@using App.Inventory")]
    [InlineData("App/Catalog/Product.cs", "var order = new App.Orders.Order();")]
    [InlineData("App/SignIn/Emails/NoAccountEmail.razor", "@using App.Accounts")]
    [InlineData("App/Nowhere/Thing.cs", "using App.Catalog;")]
    public void A_forbidden_use_is_found(string path, string line) => Assert.NotEmpty(Broken(path, line));

    [Theory]
    [InlineData("App/Orders/PlaceOrder.cs", "using App.Catalog;\nusing App.Platform;")]
    [InlineData("App/Inventory/AdjustStock.cs", "using App.Catalog;")]
    [InlineData("App/Accounts/Sessions/LockAccount.cs", "using App.SignIn;")]
    [InlineData("App/Features.cs", "using App.Orders;")]
    public void An_allowed_use_is_not_reported(string path, string text) => Assert.Empty(Broken(path, text));

    static IEnumerable<string> Broken(string path, string text)
    {
        var parts = path.Split('/');
        if (parts.Length < 3) // Features.cs, Program.cs, _Imports.razor belong to the top layer
            yield break;
        var feature = parts[1];
        if (LayerOf(feature) < 0)
            yield return $"{path}: {feature} is in no layer; add it to Layers first.";
        foreach (var used in UsedFeature().Matches(text).Select(match => match.Groups[1].Value).Distinct())
            if (used != feature && LayerOf(used) >= 0 && LayerOf(used) >= LayerOf(feature)
                && !Dependencies.Contains((feature, used)))
                yield return $"{path} uses {used}, which is not below {feature}.";
    }

    static int LayerOf(string feature) => Array.FindIndex(Layers, layer => layer.Contains(feature));

    [GeneratedRegex(@"\bApp\.([A-Z][A-Za-z]+)\b")]
    private static partial Regex UsedFeature();
}
