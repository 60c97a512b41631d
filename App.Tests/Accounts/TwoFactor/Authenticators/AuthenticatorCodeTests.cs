using System.Text;
using App.Accounts;
using OtpNet;

namespace App.Tests.Accounts;

public sealed class AuthenticatorCodeTests
{
    static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1234567890);

    /// <summary>Test vectors of RFC 6238, appendix B, for SHA-1. A six-digit code is the last six of the eight digits.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_match_the_RFC_6238_test_vectors(long second, string code)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(second);

        Assert.Equal(second / 30, AuthenticatorCode.Match(Secret, code[2..], moment));
        Assert.Null(AuthenticatorCode.Match(Secret, code, moment));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_accepted_one_time_step_early_or_late(int steps, bool taken)
    {
        var code = SecondFactorScenario.CodeAt(Secret, Now.AddSeconds(30 * steps));

        Assert.Equal(taken ? 1234567890 / 30 + steps : null, AuthenticatorCode.Match(Secret, code, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData(" 005924")]
    [InlineData("0059240")]
    [InlineData("abcdef")]
    [InlineData("٠٠٥٩٢٤")]
    public void Anything_but_the_six_digits_is_refused(string code) => Assert.Null(AuthenticatorCode.Match(Secret, code, Now));

    /// <summary>
    /// Uses the longest vector without padding of RFC 4648, section 10, and the lengths that the product writes, 20 and 10 bytes.
    /// </summary>
    [Fact]
    public void Base32_follows_RFC_4648_and_secrets_need_no_padding()
    {
        Assert.Equal("MZXW6YTB", Base32Encoding.ToString(Encoding.ASCII.GetBytes("fooba")));
        Assert.DoesNotContain("=", Base32Encoding.ToString(AuthenticatorCode.NewSecret()), StringComparison.Ordinal);
        Assert.Matches("^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$", RecoveryCode.New());
    }

    [Fact]
    public void The_otpauth_URI_contains_every_parameter() => Assert.Equal(
        "otpauth://totp/Stockade:ada%40people.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=Stockade&algorithm=SHA1&digits=6&period=30",
        AuthenticatorCode.AddressOf(Secret, "ada@people.example"));
}
