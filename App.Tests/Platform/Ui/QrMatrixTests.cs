using System.Security.Cryptography;
using System.Text;
using App.Platform.Ui;

namespace App.Tests.Platform.Ui;

/// <summary>Each of these was read back by an independent reader when its fingerprint was written down.</summary>
public sealed class QrMatrixTests
{
    static string Fingerprint(QrMatrix matrix) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Picture(matrix))))[..16];

    static string Picture(QrMatrix matrix) =>
        string.Join('\n', Enumerable.Range(0, matrix.Size).Select(y => string.Concat(Enumerable.Range(0, matrix.Size).Select(x => matrix.IsDark(x, y) ? '#' : '.'))));

    [Theory]
    [InlineData("a", 1, 21, "c4315a3129973d42")]
    [InlineData("otpauth://totp/Stockade:ada%40people.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Stockade&algorithm=SHA1&digits=6&period=30", 1, 49, "9cef7e04d2ba1974")]
    [InlineData("z", 250, 61, "00c8c135de727bc7")]
    public void It_is_the_picture_that_was_read(string text, int times, int size, string fingerprint)
    {
        var matrix = QrMatrix.Of(string.Concat(Enumerable.Repeat(text, times)));

        Assert.Equal((size, fingerprint), (matrix.Size, Fingerprint(matrix)));
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused() => Assert.Throws<ArgumentException>(() => QrMatrix.Of(new string('x', 2400)));
}
