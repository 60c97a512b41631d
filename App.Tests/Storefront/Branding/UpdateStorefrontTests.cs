using System.Text;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class UpdateStorefrontTests(TestHost host)
{
    /// <summary>Returns the header of a PNG of this size, followed by zeros, because only the header is read.</summary>
    internal static byte[] Png(int width = 120, int height = 40, int bytes = 100) =>
        [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width), .. Big(height), .. new byte[bytes - 24]];

    static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 0, 40, 0, 120, 3, 0, 0, 0, 0];
    static byte[] Webp => [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 119, 0, 0, 39, 0, 0, 0, 0];

    [Fact]
    public void Only_PNG_JPEG_and_WebP_logos_are_accepted_by_their_bytes()
    {
        Assert.All(new[] { Png(), Jpeg, Webp }, file => Assert.Null(LogoFile.Fault(file)));
        Assert.Equal(
            ["image/png", "image/jpeg", "image/webp"], new[] { Png(), Jpeg, Webp }.Select(file => LogoFile.TypeOf(file)));
        foreach (var other in new[]
        {
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "<html>", "GIF89a", "", "PNG",
        })
            Assert.NotNull(LogoFile.Fault(Encoding.UTF8.GetBytes(other)));
        Assert.NotNull(LogoFile.Fault(Png(bytes: LogoFile.LargestBytes + 1)));
        Assert.NotNull(LogoFile.Fault(Png(width: 50_000)));
        Assert.NotNull(LogoFile.Fault(Png(height: -1)));
        Assert.NotNull(LogoFile.Fault(Jpeg[..8]));
    }

    [Fact]
    public async Task An_admin_sets_color_and_logo_independently_and_visitors_see_them()
    {
        var acme = await host.OrganizationAsync();
        await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "#1d4e89" });
        var branding = (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Logo = Png() })).Value;

        Assert.Equal("#1D4E89", branding.Accent);
        var frame = (await acme.Visitor.Get<GetStorefrontContext>().ExecuteAsync(new(null))).Value;
        Assert.Equal((branding.LogoHash, AccentTheme.Of(branding.Accent)!.Hash), (frame.LogoHash, frame.SheetHash));
        Assert.Equal("image/png", (await acme.Visitor.Get<GetLogo>().ExecuteAsync(new())).Value.Type);

        Assert.Equal(new BrandingView(null, branding.LogoHash), (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(
            new() { Accent = null })).Value);
        Assert.Equal(
            new BrandingView(null, null), (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Logo = null })).Value);
        Assert.Equal("not_found", (await acme.Visitor.Get<GetLogo>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(4, (await acme.AuditedAsync()).Count(action => action == "storefront.update"));
    }

    [Fact]
    public async Task Members_cannot_change_the_storefront_and_an_invalid_color_is_reported()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal(
            "forbidden", (await acme.Member.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "#1D4E89" })).Problem?.Code);
        var refused = (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(
            new() { Accent = "red; background: url(//evil)" })).Problem;
        Assert.Equal(("invalid_request", "accent"), (refused?.Code, refused?.Param));
    }
}
