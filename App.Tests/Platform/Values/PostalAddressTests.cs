using System.Text.Json;
using App.Customers;

namespace App.Tests.Platform;

/// <summary>Every place that parcels are sent to can be written, stored and printed.</summary>
public sealed class PostalAddressTests(TestHost host)
{
    static PostalAddress At(
        string country, string lines, string? city = null, string? code = null, string? region = null, string? recipient = null,
        string? company = null) =>
        new(lines.Length == 0 ? [] : lines.Split('|'), country, city, code, region, recipient, company);

    /// <summary>Real forms of addresses, also those that a form with "street, city, postal code" refuses.</summary>
    static readonly PostalAddress[] All =
    [
        At("DE", "Hafenstraße 7|Hinterhof", "Hamburg", "20457", null, "Ana Ferreira", "Corner Café"),
        At("DE", "", "Bonn", "53105", company: "Deutsche Post AG"), // a large recipient has a postal code of its own
        At("AT", "Stiege 2, Tür 14", "Wien", "1010"),
        At("CH", "Case postale 3000", "Genève", "1211"),
        At("FR", "12 bis rue de l’Église|Bâtiment C", "Saint-Étienne", "42000", null, "Mme Zoë Noël"),
        At("NL", "Keizersgracht 1-hs", "Amsterdam", "1015 CJ"),
        At("GB", "Flat 3|221B Baker Street", "London", "NW1 6XE"),
        At("GB", "BFPO 801", "BFPO", "BF1 3AB"),
        At("IE", "Main Street", "Ballybofey", null, "Co. Donegal"), // without an Eircode
        At("IE", "4 Eden Quay", "Dublin 1", "D01 P3F9"),
        At("US", "1600 Amphitheatre Pkwy|Suite 100", "Mountain View", "94043-1351", "CA"),
        At("US", "PSC 1234 Box 5678", "APO", "09345", "AE", "SGT Ann Lee"), // military post
        At("PR", "Urb Las Gladiolas|150 Calle A", "San Juan", "00926-3232"),
        At("CA", "RR 2|Site 6, Box 12", "Whitehorse", "Y1A 5X9", "YT"),
        At("AU", "Locked Bag 5", "Alice Springs", "0870", "NT"),
        At("NZ", "RD 1", "Kaikoura", "7371"),
        At("JP", "丸の内1-1|千代田区", "東京", "100-0005", "東京都", "山田太郎"),
        At("JP", "Marunouchi 1-1, Chiyoda-ku", null, "100-0005", "Tokyo"), // the ward is in the line
        At("CN", "建国路88号", "北京", "100022", "北京市"),
        At("KR", "세종대로 110", "서울", "04524"),
        At("HK", "Flat 25, 12/F, Acacia Building|150 Kennedy Road", "Wan Chai", null, "Hong Kong Island"), // no postal code
        At("MO", "Avenida da Praia Grande 1"),
        At("SG", "1 Raffles Place #30-01", null, "048616"),
        At("AE", "PO Box 1234", "Dubai", company: "Spice Souk LLC"), // a box, no street, no postal code
        At("QA", "Zone 61, Street 850, Building 12"),
        At("SA", "8228 Imam Ahmed Road", "Riyadh", "12643-2121"),
        At("IN", "12/3 MG Road|Near City Mall", "Bengaluru", "560001", "Karnataka"),
        At("BR", "Rua das Flores, 12|Bloco B", "São Paulo", "01310-100", "SP"),
        At("MX", "Calle 5 de Mayo 1|Col. Centro", "Ciudad de México", "06000", "CDMX"),
        At("VN", "12 Phố Huế", "Hà Nội", "100000"),
        At("TR", "Atatürk Caddesi 1", "İstanbul", "34000"),
        At("UA", "вул. Хрещатик 1", "Київ", "01001"),
        At("GH", "GA-123-4567", "Accra", null, "Greater Accra"), // a digital address
        At("CR", "200 metros norte de la iglesia", "Heredia", null, "Heredia"), // directions
        At("FK", "Ross Road", "Stanley", "FIQQ 1ZZ"),
        At("PN", "", null, "PCRN 1ZZ", null, "Pitcairn Island Office"), // an island with one settlement
        At("AQ", "McMurdo Station"),
        At("TV", "Funafuti", company: "Fisheries Department"),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, All.Length)];

    static string[] PartsOf(PostalAddress address) =>
    [
        .. address.Lines,
        .. new[] { address.City, address.PostalCode, address.Region, address.Recipient, address.Company }.OfType<string>(),
        Countries.NameOf(address.Country),
    ];

    [Fact]
    public void The_addresses_are_of_thirty_countries() =>
        Assert.True(All.Select(address => address.Country).Distinct().Count() >= 30);

    [Theory]
    [MemberData(nameof(Indexes))]
    public void An_address_is_accepted_and_printed_with_all_its_parts(int index)
    {
        var address = All[index];

        Assert.Null(new Checks().Postal(address).Problem);
        var printed = string.Join('\n', address.ToLines());
        Assert.All(PartsOf(address), part => Assert.Contains(part, printed));
        Assert.All(address.ToLines(), line => Assert.Equal(line.Trim(' ', ',', '-'), line));
        var stored = JsonSerializer.Serialize(address, Json.Options);
        Assert.Equal(address, JsonSerializer.Deserialize<PostalAddress>(stored, Json.Options));
    }

    [Fact]
    public async Task A_customer_can_have_all_of_them()
    {
        var acme = await host.OrganizationAsync();
        var addresses = All.Select(address => Address.Of(AddressKind.Shipping, address)).ToList();

        var created = await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new("Everywhere", Addresses: addresses));

        Assert.Null(created.Problem);
        var read = (await acme.Owner.Get<GetCustomer>().ExecuteAsync(new(created.Value.Id))).Value;
        Assert.Equal(All, read.Addresses.Select(address => address.ToPostal()));
    }

    [Fact]
    public void Any_part_in_any_country_is_printed()
    {
        var random = new Random(13);
        foreach (var country in Countries.Codes)
            for (var i = 0; i < 8; i++)
            {
                string? Maybe(string text) => random.Next(2) == 0 ? null : $"{text}-{random.Next(1000)}";
                var address = new PostalAddress(
                    ["Line"], country, Maybe("City"), Maybe("Code"), Maybe("Region"), Maybe("Recipient"), Maybe("Company"));

                var printed = address.ToLines();

                foreach (var part in PartsOf(address))
                    Assert.Contains(printed, line => line.Contains(part, StringComparison.Ordinal));
                Assert.All(printed, line => Assert.Equal(line.Trim(' ', ',', '-', '/'), line));
            }
    }

    [Theory]
    [InlineData("US", "Mountain View, CA 94043")]
    [InlineData("DE", "94043 Mountain View", "CA")]
    [InlineData("GB", "Mountain View", "CA", "94043")]
    [InlineData("BR", "Mountain View - CA", "94043")]
    [InlineData("CA", "Mountain View CA 94043")]
    public void The_country_decides_the_order(string country, params string[] locality) =>
        Assert.Equal(
            ["1 Main Street", .. locality, Countries.NameOf(country)],
            At(country, "1 Main Street", "Mountain View", "94043", "CA").ToLines());

    [Theory]
    [InlineData("US", "city required, postal_code required, region required")]
    [InlineData("DE", "city required, postal_code required")]
    [InlineData("IE", "city required")]
    [InlineData("HK", "")]
    [InlineData("TV", "")]
    [InlineData("XX", "country invalid")]
    public void The_country_decides_which_parts_are_required(string country, string faults) =>
        Assert.Equal(
            faults, string.Join(", ", new Checks().Postal(At(country, "1 Main Street")).Problem?.Errors
                .Select(fault => $"{fault.Param} {fault.Code}") ?? []));

    [Fact]
    public void Too_many_and_too_long_parts_are_named()
    {
        var long300 = new string('x', 300);
        var address = new PostalAddress(["1", "2", " ", long300, "5"], "TV", long300, long300, long300, long300, long300);

        Assert.Equal(
            ["lines", "lines[2]", "lines[3]", "recipient", "company", "city", "postal_code", "region"],
            new Checks().Postal(address).Problem!.Errors.Select(fault => fault.Param));
        Assert.Equal("lines", new Checks().Postal(At("TV", "")).Problem?.Param);
    }

    [Fact]
    public void Spaces_around_parts_are_dropped_and_blank_parts_are_none() =>
        Assert.Equal(
            At("DE", "Street 1", "Berlin", "10115"), At("DE", " Street 1 ", " Berlin", "10115 ", " ", "", "  ").Cleaned());
}
