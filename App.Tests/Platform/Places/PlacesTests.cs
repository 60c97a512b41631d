using App.Platform;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class PlacesTests : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    static Dictionary<string, object> Named(string name) => new() { ["names"] = new Dictionary<string, object> { ["de"] = $"{name} auf Deutsch", ["en"] = name } };

    static Dictionary<string, object> City(string city, string country) => new() { ["location"] = new Dictionary<string, object> { ["latitude"] = 53.55, ["exact"] = false }, ["city"] = Named(city), ["country"] = Named(country) };

    static MaxMindWriter World(int recordSize, int version = 6) => new MaxMindWriter(recordSize, version)
        .Add("203.0.113.0/24", City("Hamburg", "Germany")).Add("198.51.100.128/25", City("Lübeck", "Germany")).Add("192.0.2.0/24", new Dictionary<string, object> { ["registered_country"] = Named("Norway") });

    string Keep(byte[] file)
    {
        var path = folder.File($"{Guid.CreateVersion7()}.mmdb");
        File.WriteAllBytes(path, file);
        return path;
    }

    static IConfiguration With(string path) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Places:File"] = path }).Build();

    string? PlaceOf(byte[] file, string? address)
    {
        using var places = new Places(With(Keep(file)));
        return places.Of(address);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    public void An_address_is_where_its_network_is_said_to_be(int recordSize)
    {
        var file = World(recordSize).Add("2001:db8::/32", City("Oslo", "Norway")).ToArray();

        Assert.Equal("Hamburg, Germany", PlaceOf(file, "203.0.113.5"));
        Assert.Equal("Hamburg, Germany", PlaceOf(file, "::ffff:203.0.113.255"));
        Assert.Equal("Lübeck, Germany", PlaceOf(file, "198.51.100.200"));
        Assert.Null(PlaceOf(file, "198.51.100.100")); // the other half of its network
        Assert.Equal("Norway", PlaceOf(file, "192.0.2.1"));
        Assert.Equal("Oslo, Norway", PlaceOf(file, "2001:db8:1::1"));
        Assert.Null(PlaceOf(file, "2001:db9::1"));
        Assert.Null(PlaceOf(file, "::1"));
    }

    [Fact]
    public void A_file_of_the_old_addresses_alone_knows_nothing_of_the_new_ones()
    {
        var file = World(28, version: 4).ToArray();

        Assert.Equal("Hamburg, Germany", PlaceOf(file, "203.0.113.5"));
        Assert.Null(PlaceOf(file, "2001:db8::1"));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(300)]
    [InlineData(70_000)]
    public void Names_may_be_long_and_lie_far_into_the_file(int length)
    {
        var file = World(24).Add("10.0.0.0/8", City(new string('n', length), "Norway")).Add("11.0.0.0/8", City("Bergen", "Norway")).ToArray();

        Assert.Equal($"{new string('n', length)}, Norway", PlaceOf(file, "10.1.2.3"));
        Assert.Equal("Bergen, Norway", PlaceOf(file, "11.1.2.3"));
    }

    [Fact]
    public void Without_a_file_and_without_an_address_there_is_no_guess()
    {
        using var none = new Places(new ConfigurationBuilder().Build());

        Assert.Null(none.Of("203.0.113.5"));
        Assert.Equal("203.0.113.5", none.Describe("203.0.113.5"));
        Assert.Null(PlaceOf(World(24).ToArray(), null));
        Assert.Null(PlaceOf(World(24).ToArray(), "somewhere"));
        using var some = new Places(With(Keep(World(24).ToArray())));
        Assert.Equal("203.0.113.5 (Hamburg, Germany)", some.Describe("203.0.113.5"));
    }

    [Fact]
    public void Production_says_what_is_wrong_with_a_file_before_it_starts()
    {
        List<string> Faults(string path)
        {
            var faults = new List<string>();
            Places.Check(With(path), faults);
            return faults;
        }

        Assert.Empty(Faults(Keep(World(24).ToArray())));
        Assert.Contains("Places__File", Assert.Single(Faults(folder.File("nowhere.mmdb"))));
        Assert.Contains("empty", Assert.Single(Faults(Keep([]))));
        Assert.Contains("metadata marker", Assert.Single(Faults(Keep(new byte[1000]))));
        Assert.Contains("corrupt", Assert.Single(Faults(Keep(World(24).ToArray()[500..]))));
    }

    [Fact]
    public void A_broken_file_costs_the_guess_and_nothing_else()
    {
        var sound = World(28).ToArray();
        var metadata = sound.AsSpan().LastIndexOf("MaxMind.com"u8) - 3; // without those it is no such file
        var random = new Random(7);
        foreach (var _ in Enumerable.Range(0, 500))
        {
            var broken = (byte[])sound.Clone();
            foreach (var _2 in Enumerable.Range(0, 8))
                broken[random.Next(metadata)] = (byte)random.Next(256);
            PlaceOf(broken, "203.0.113.5"); // no exception, and an end
        }
    }
}
