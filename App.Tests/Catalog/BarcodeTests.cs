using App.Catalog;
using App.Organizations;

namespace App.Tests.Catalog;

/// <summary>A printed code finds its variant however the scanner sends it, and means one variant.</summary>
public sealed class BarcodeTests(TestHost host)
{
    [Theory]
    [InlineData("4006381333931", "4006381333931")] // EAN-13
    [InlineData("4006381333931", " 4006381333931\r\n")]
    [InlineData("4006381333931", "]E04006381333931")]
    [InlineData("4006381333931", "04006381333931")] // GTIN-14
    [InlineData("4006381333931", "(01)04006381333931(10)LOT7")]
    [InlineData("4006381333931", "]C10104006381333931")]
    [InlineData("4006381333931", "]d2010400638133393110LOT7\u001d21A")]
    [InlineData("4006381333931", "0104006381333931")]
    [InlineData("4006381333931", "https://id.example.com/01/04006381333931/10/LOT7")]
    [InlineData("4006381333931", "4 006381 333931")]
    [InlineData("4006381333931", "４００６３８１３３３９３１")] // full width
    [InlineData("036000291452", "0036000291452")] // UPC-A as EAN-13
    [InlineData("036000291452", "36000291452")] // without its leading zero
    [InlineData("036000291452", "]E00036000291452")]
    [InlineData("96385074", "]E496385074")] // EAN-8
    [InlineData("SHELF-7", "]C0shelf–7")] // a code of one's own
    public void All_forms_of_a_code_have_one_key(string printed, string scanned)
    {
        Assert.Equal(printed, Barcode.Read(printed)!.Text);
        Assert.Equal(Barcode.Read(printed)!.Key, Barcode.Read(scanned)!.Key);
    }

    [Theory]
    [InlineData("4006381333931", "14006381333938")] // a case of them is another article
    [InlineData("4006381333931", "4006381333948")]
    [InlineData("12345", "012345")] // not GTINs
    public void Different_codes_have_different_keys(string one, string other) =>
        Assert.NotEqual(Barcode.Read(one)!.Key, Barcode.Read(other)!.Key);

    [Theory]
    [InlineData("4006381333932", 1)]
    [InlineData("036000291453", 2)]
    [InlineData("96385075", 4)]
    [InlineData("(01)04006381333932", 1)]
    public async Task A_wrong_check_digit_is_refused_with_the_right_one(string barcode, int digit)
    {
        var acme = await host.OrganizationAsync();

        var created = await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Pen", [new("PEN", new(100, "EUR"), barcode)]));
        var listed = await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new(), Barcode: barcode));

        var fault = Assert.IsType<Problem.Invalid>(created.Problem).Errors.Single();
        Assert.Equal(("variants[0].barcode", "check_digit"), (fault.Param, fault.Code));
        Assert.Contains($"should be {digit}.", fault.Detail, StringComparison.Ordinal);
        Assert.Equal("barcode", Assert.IsType<Problem.Invalid>(listed.Problem).Param);
    }

    [Theory]
    [InlineData("]E04006381333931\r")]
    [InlineData("(01)04006381333931(10)LOT7")]
    public async Task A_scan_finds_its_variant_in_every_list(string scanned)
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Pen", [new("PEN", new(100, "EUR"), "4006381333931")]));
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Ink", [new("INK", new(100, "EUR"))]));

        var exact = (await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new(), Barcode: scanned))).Value;
        var variants = (await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new(), scanned))).Value;
        var products = (await acme.Owner.Get<ListProducts>().ExecuteAsync(new(new(), scanned))).Value;

        Assert.Equal("PEN", exact.Data.Single().Sku);
        Assert.Equal("PEN", variants.Data.Single().Sku);
        Assert.Equal("Pen", products.Data.Single().Name);
    }

    [Theory]
    [InlineData("sku=")]
    [InlineData("sku=%20")]
    [InlineData("barcode=")]
    [InlineData("barcode=%20%0D")]
    [InlineData("barcode=%5DE0")]
    public async Task A_blank_scan_finds_nothing(string query)
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Pen", [new("PEN", new(100, "EUR"), "4006381333931")]));
        using var http = acme.Http(acme.Key);

        using var found = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync($"/api/v1/variants?{query}"));

        Assert.Equal(0, found.RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Two_variants_cannot_have_one_barcode()
    {
        var acme = await host.OrganizationAsync();
        var umbra = await host.OrganizationAsync();
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(new("Pen", [new("PEN", new(100, "EUR"), "036000291452")]));
        var create = acme.Owner.Get<CreateProduct>();

        var again = await create.ExecuteAsync(new("Ink", [new("INK", new(100, "EUR"), "0036000291452")]));
        var twice = await create.ExecuteAsync(new("Ink", [
            new("INK", new(100, "EUR"), "4006381333931"), new("INK-2", new(100, "EUR"), "04006381333931")]));
        var elsewhere = await umbra.Owner.Get<CreateProduct>().ExecuteAsync(
            new("Ink", [new("INK", new(100, "EUR"), "036000291452")]));

        Assert.Equal("barcode_taken", again.Problem!.Code);
        Assert.Contains("PEN", again.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal("duplicate", Assert.IsType<Problem.Invalid>(twice.Problem).Errors.Single().Code);
        Assert.Null(elsewhere.Problem);
    }
}
