namespace App.Tests.Architecture;

/// <summary>The layers inside Platform: a layer uses only the layers listed before it.</summary>
public sealed class PlatformLayersTests
{
    static readonly string[] Layers =
        ["Values", "Results", "Memory", "Database", "Encryption", "Geo", "Operations", "Jobs", "Events", "Tokens", "Email",
            "Ui", "Http", "Files", "Setup"];

    [Fact]
    public void Every_platform_type_uses_only_lower_layers()
    {
        var broken = typeof(Features).Assembly.GetTypes().SelectMany(Broken).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_platform_folder_is_a_layer()
    {
        var folders = Sources.Read(["App/Platform"], ".cs", ".razor").Select(file => file.Path.Split('/')[2]).Distinct();

        Assert.Empty(folders.Except(Layers));
    }

    [Fact]
    public void A_use_of_an_upper_layer_is_found() =>
        Assert.Contains(
            Broken(typeof(Platform.Values.Planted.UsesTheGate)), line => line.Contains("Operations", StringComparison.Ordinal));

    [Fact]
    public void A_use_in_a_method_body_is_found() =>
        Assert.Contains(Broken(typeof(Platform.Values.Planted.CallsUp)), line => line.Contains("Http", StringComparison.Ordinal));

    static IEnumerable<string> Broken(Type type)
    {
        if (LayerOf(type) is not { } layer)
            yield break;
        foreach (var used in TypeReferences.Of(type))
            if (LayerOf(used) is { } other && Array.IndexOf(Layers, other) > Array.IndexOf(Layers, layer))
                yield return $"{layer}/{NameOf(type)} uses {other}/{NameOf(used)}";
    }

    static string? LayerOf(Type type)
    {
        var parts = type.Namespace?.Split('.') ?? [];
        var at = Array.IndexOf(parts, "Platform");
        return at >= 0 && at + 1 < parts.Length && Array.IndexOf(Layers, parts[at + 1]) >= 0 ? parts[at + 1] : null;
    }

    static string NameOf(Type type) => type.DeclaringType is { } outer ? NameOf(outer) : type.Name;
}
