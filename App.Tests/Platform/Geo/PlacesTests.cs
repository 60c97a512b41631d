using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class PlacesTests : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    static Dictionary<string, object> Named(string name) =>
        new() { ["names"] = new Dictionary<string, object> { ["de"] = $"{name} auf Deutsch", ["en"] = name } };

    static Dictionary<string, object> City(string city, string country) =>
        new()
        {
            ["location"] = new Dictionary<string, object> { ["latitude"] = 53.55, ["exact"] = false },
            ["city"] = Named(city),
            ["country"] = Named(country),
        };

    static MaxMindWriter SampleFile(int recordSize, int version = 6) => new MaxMindWriter(recordSize, version)
        .Add("203.0.113.0/24", City("Hamburg", "Germany")).Add("198.51.100.128/25", City("Lübeck", "Germany"))
        .Add("192.0.2.0/24", new Dictionary<string, object> { ["registered_country"] = Named("Norway") });

    string Save(byte[] file)
    {
        var path = folder.File($"{Guid.CreateVersion7()}.mmdb");
        File.WriteAllBytes(path, file);
        return path;
    }

    static IConfiguration With(string path) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Places:File"] = path }).Build();

    string? PlaceOf(byte[] file, string? address)
    {
        using var places = new Places(With(Save(file)));
        return places.Of(address);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    public void An_IP_address_resolves_to_the_place_of_its_network(int recordSize)
    {
        var file = SampleFile(recordSize).Add("2001:db8::/32", City("Oslo", "Norway")).ToArray();

        Assert.Equal("Hamburg, Germany", PlaceOf(file, "203.0.113.5"));
        Assert.Equal("Hamburg, Germany", PlaceOf(file, "::ffff:203.0.113.255"));
        Assert.Equal("Lübeck, Germany", PlaceOf(file, "198.51.100.200"));
        Assert.Null(PlaceOf(file, "198.51.100.100")); // the other half of the /24
        Assert.Equal("Norway", PlaceOf(file, "192.0.2.1"));
        Assert.Equal("Oslo, Norway", PlaceOf(file, "2001:db8:1::1"));
        Assert.Null(PlaceOf(file, "2001:db9::1"));
        Assert.Null(PlaceOf(file, "::1"));
    }

    [Fact]
    public void An_IPv4_database_does_not_resolve_IPv6_addresses()
    {
        var file = SampleFile(28, version: 4).ToArray();

        Assert.Equal("Hamburg, Germany", PlaceOf(file, "203.0.113.5"));
        Assert.Null(PlaceOf(file, "2001:db8::1"));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(300)]
    [InlineData(70_000)]
    public void Long_names_and_large_file_offsets_are_read(int length)
    {
        var file = SampleFile(24).Add("10.0.0.0/8", City(new string('n', length), "Norway"))
            .Add("11.0.0.0/8", City("Bergen", "Norway")).ToArray();

        Assert.Equal($"{new string('n', length)}, Norway", PlaceOf(file, "10.1.2.3"));
        Assert.Equal("Bergen, Norway", PlaceOf(file, "11.1.2.3"));
    }

    [Fact]
    public void Without_a_database_or_a_valid_address_no_place_is_shown()
    {
        using var none = new Places(new ConfigurationBuilder().Build());

        Assert.Null(none.Of("203.0.113.5"));
        Assert.Equal("203.0.113.5", none.Describe("203.0.113.5"));
        Assert.Null(PlaceOf(SampleFile(24).ToArray(), null));
        Assert.Null(PlaceOf(SampleFile(24).ToArray(), "somewhere"));
        using var some = new Places(With(Save(SampleFile(24).ToArray())));
        Assert.Equal("203.0.113.5 (Hamburg, Germany)", some.Describe("203.0.113.5"));
    }

    [Fact]
    public void An_invalid_database_file_is_reported_at_startup()
    {
        List<string> Faults(string path)
        {
            var faults = new List<string>();
            Places.Check(With(path), faults);
            return faults;
        }

        Assert.Empty(Faults(Save(SampleFile(24).ToArray())));
        Assert.Contains("Places__File", Assert.Single(Faults(folder.File("nowhere.mmdb"))));
        Assert.Contains("empty", Assert.Single(Faults(Save([]))));
        Assert.Contains("metadata marker", Assert.Single(Faults(Save(new byte[1000]))));
        Assert.Contains("corrupt", Assert.Single(Faults(Save(SampleFile(24).ToArray()[500..]))));
    }

    [Fact]
    public void A_corrupt_database_file_causes_no_exception()
    {
        var valid = SampleFile(28).ToArray();
        var metadata = valid.AsSpan().LastIndexOf("MaxMind.com"u8) - 3; // a file without its metadata is not recognized
        var random = new Random(7);
        foreach (var _ in Enumerable.Range(0, 500))
        {
            var broken = (byte[])valid.Clone();
            foreach (var _2 in Enumerable.Range(0, 8))
                broken[random.Next(metadata)] = (byte)random.Next(256);
            PlaceOf(broken, "203.0.113.5"); // must neither throw nor loop forever
        }
    }
}
