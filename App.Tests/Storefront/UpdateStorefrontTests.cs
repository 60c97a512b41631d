using System.Text;
using App.Platform;
using App.Storefront;

namespace App.Tests.Storefront;

public sealed class UpdateStorefrontTests(TestHouse house)
{
    /// <summary>The head of a PNG of this size; what comes after it nobody here reads.</summary>
    internal static byte[] Png(int width = 120, int height = 40, int bytes = 100) =>
        [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width), .. Big(height), .. new byte[bytes - 24]];

    static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 0, 40, 0, 120, 3, 0, 0, 0, 0];
    static byte[] Webp => [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 119, 0, 0, 39, 0, 0, 0, 0];

    [Fact]
    public void PNG_JPEG_and_WebP_are_logos_by_their_bytes_and_nothing_else_is()
    {
        Assert.All(new[] { Png(), Jpeg, Webp }, file => Assert.Null(LogoFile.Fault(file)));
        Assert.Equal(["image/png", "image/jpeg", "image/webp"], new[] { Png(), Jpeg, Webp }.Select(file => LogoFile.TypeOf(file)));
        foreach (var other in new[] { "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "<html>", "GIF89a", "", "PNG" })
            Assert.NotNull(LogoFile.Fault(Encoding.UTF8.GetBytes(other)));
        Assert.NotNull(LogoFile.Fault(Png(bytes: LogoFile.LargestBytes + 1)));
        Assert.NotNull(LogoFile.Fault(Png(width: 50_000)));
        Assert.NotNull(LogoFile.Fault(Png(height: -1)));
        Assert.NotNull(LogoFile.Fault(Jpeg[..8]));
    }

    [Fact]
    public async Task An_admin_sets_color_and_logo_each_by_itself_and_visitors_see_them()
    {
        var acme = await house.OrganizationAsync();
        await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "#1d4e89" });
        var look = (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Logo = Png() })).Value;

        Assert.Equal("#1D4E89", look.Accent);
        var frame = (await acme.Visitor.Get<GetStorefrontFrame>().ExecuteAsync(new(null))).Value;
        Assert.Equal((look.LogoHash, AccentTheme.Of(look.Accent)!.Hash), (frame.LogoHash, frame.SheetHash));
        Assert.Equal("image/png", (await acme.Visitor.Get<GetLogo>().ExecuteAsync(new())).Value.Type);

        Assert.Equal(new LookView(null, look.LogoHash), (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = null })).Value);
        Assert.Equal(new LookView(null, null), (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Logo = null })).Value);
        Assert.Equal("not_found", (await acme.Visitor.Get<GetLogo>().ExecuteAsync(new())).Problem?.Code);
        Assert.Equal(4, (await acme.AuditedAsync()).Count(action => action == "storefront.update"));
    }

    [Fact]
    public async Task A_member_may_not_and_what_is_no_color_is_said()
    {
        var acme = await house.OrganizationAsync();

        Assert.Equal("forbidden", (await acme.Member.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "#1D4E89" })).Problem?.Code);
        var refused = (await acme.Admin.Get<UpdateStorefront>().ExecuteAsync(new() { Accent = "red; background: url(//evil)" })).Problem;
        Assert.Equal(("invalid_request", "accent"), (refused?.Code, refused?.Param));
    }
}
