using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Bunit;
using QRCoder.Exceptions;

namespace App.Tests.Platform.Ui;

/// <summary>
/// Each of these images was verified with an independent reader (npm jsqr) when its fingerprint was recorded.
/// </summary>
public sealed partial class QrImageTests : UiScenario
{
    IRenderedComponent<QrImage> Show(string text) =>
        Render<QrImage>(parameters => parameters.Add(image => image.Text, text).Add(image => image.Label, "Key for the app"));

    /// <summary>The squares that the path draws, as one line of characters per row.</summary>
    static string Picture(IRenderedComponent<QrImage> shown, int side)
    {
        var dark = Square().Matches(shown.Find("path").GetAttribute("d")!)
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}").ToHashSet();
        var line = Enumerable.Range(0, side);
        return string.Join('\n', line.Select(y => string.Concat(line.Select(x => dark.Contains($"{x} {y}") ? '#' : '.'))));
    }

    [Theory]
    [InlineData("a", 1, 29, "091aa86471d72ec1")]
    [InlineData("Grüße", 1, 29, "31c146ec3760cbfd")]
    [InlineData("otpauth://totp/Stockade:ada%40people.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=Stockade&algorithm=SHA1&digits=6&period=30", 1, 57, "3a389e0a90f3d54e")]
    [InlineData("z", 250, 69, "ee55de494b76ef9b")]
    public void The_QR_code_matches_a_verified_image(string text, int times, int side, string fingerprint)
    {
        var shown = Show(string.Concat(Enumerable.Repeat(text, times)));

        Assert.Equal($"0 0 {side} {side}", shown.Find("svg").GetAttribute("viewBox"));
        Assert.Equal(fingerprint, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Picture(shown, side))))[..16]);
    }

    /// <summary>
    /// The pages' content security policy forbids colors in markup, and the theme's tokens would not apply to them.
    /// </summary>
    [Fact]
    public void QR_code_colors_come_from_the_stylesheet()
    {
        var shown = Show("tea");

        Assert.Equal("qr-paper", shown.Find("rect").GetAttribute("class"));
        Assert.Equal("qr-ink", shown.Find("path").GetAttribute("class"));
        Assert.DoesNotMatch("fill|style|#[0-9a-fA-F]{3}", shown.Markup);
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused() => Assert.Throws<DataTooLongException>(() => Show(new string('x', 2400)));

    [GeneratedRegex(@"M(\d+) (\d+)h1v1h-1z")]
    private static partial Regex Square();
}
