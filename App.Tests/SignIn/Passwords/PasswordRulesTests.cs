using App.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Tests.SignIn;

public sealed class PasswordRulesTests
{
    readonly BcryptPasswordHasher hasher = new(Options.Create(new BcryptOptions { Cost = 4 }));

    [Theory]
    [InlineData("café café café", "cafe\u0301 cafe\u0301 cafe\u0301")] // one keyboard composes, another does not
    [InlineData("a long walk in the rain", "ａ long walk in the rain")] // full-width letters
    [InlineData("a long walk in the rain", "a\u00A0long walk in the rain")] // a no-break space
    [InlineData("1234 wet herons", "１２３４ wet herons")]
    [InlineData("한국어 비밀번호입니다", "\u1112\u1161\u11AB국어 비밀번호입니다")]
    public void A_password_works_from_every_keyboard(string chosen, string typed)
    {
        Assert.Null(PasswordRules.Fault(chosen + " and more"));
        Assert.Equal(PasswordVerificationResult.Success, hasher.Verify(hasher.HashPassword(chosen), typed));
        Assert.Equal(PasswordVerificationResult.Success, hasher.Verify(hasher.HashPassword(typed), chosen));
    }

    [Theory]
    [InlineData("A long walk in the rain")]
    [InlineData("a long walk in the rain ")]
    public void Case_and_spaces_count(string typed) =>
        Assert.Equal(PasswordVerificationResult.Failed, hasher.Verify(hasher.HashPassword("a long walk in the rain"), typed));

    [Theory]
    [InlineData("ﷺ ﷺ ﷺ")] // one character that becomes eighteen
    [InlineData("a long walk in the rain and snow and hail and sleet and fog and wind and sun")]
    public void A_password_that_is_too_long_for_bcrypt_is_refused_with_a_clear_message(string password)
    {
        Assert.Contains("72 bytes", PasswordRules.Fault(password));
        Assert.False(PasswordRules.Fits(password));
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.Contains("can't be used", PasswordRules.Fault("a long walk \uD83D in the rain"));
}
