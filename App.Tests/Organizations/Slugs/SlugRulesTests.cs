using App.Organizations;

namespace App.Tests.Organizations;

public sealed class SlugRulesTests
{
    static string First(string name) => SlugRules.For(name).First();

    [Theory]
    [InlineData("Acme Trading", "acme-trading")]
    [InlineData("  O'Brien's & Söhne GmbH  ", "obriens-soehne-gmbh")]
    [InlineData("Київська кава", "kyivska-kava")]
    [InlineData("AB", "org-ab")]
    [InlineData("24", "org-24")]
    [InlineData("Login", "login-2")]
    [InlineData("L0gin", "l0gin-2")]
    [InlineData("三井物産", "organization-2")]
    [InlineData("International Business Machines of the Northern Hemisphere", "international-business-machines-of")]
    public void A_name_gets_a_slug_that_its_readers_recognize(string name, string slug) => Assert.Equal(slug, First(name));

    [Fact]
    public void Every_derived_slug_can_be_chosen_unless_it_is_taken()
    {
        string[] names = ["", "!", "Acme", "Ж", new string('W', 300), "x-" + new string('я', 60), "12345", "api", "三井", "𝒜𝒸𝓂𝑒"];

        foreach (var slug in names.SelectMany(name => SlugRules.For(name).Take(12)))
            Assert.True(SlugRules.FaultOf(slug) is null || slug.StartsWith("organization", StringComparison.Ordinal), slug);
    }

    [Theory]
    [InlineData("ac")]
    [InlineData("a-name-that-has-more-than-forty-characters")]
    [InlineData("Acme")]
    [InlineData("ac me")]
    [InlineData("-acme")]
    [InlineData("acme-")]
    [InlineData("ac--me")]
    [InlineData("xn--mller-kva")]
    [InlineData("müller")]
    [InlineData("аcme")] // a Cyrillic a
    [InlineData("acme\n")]
    [InlineData("2024")]
    [InlineData("login")]
    [InlineData("1ogin")]
    [InlineData("lo-gin")]
    [InlineData("adrnin")]
    public void Slugs_that_break_a_rule_or_look_reserved_have_a_fault(string slug) => Assert.NotNull(SlugRules.FaultOf(slug));

    [Theory]
    [InlineData("acme")]
    [InlineData("acme-2")]
    [InlineData("3m-company")]
    [InlineData("kyivska-kava")]
    public void Other_slugs_have_none(string slug) => Assert.Null(SlugRules.FaultOf(slug));

    [Theory]
    [InlineData("acme-foods", "acmefoods")]
    [InlineData("modern-shop", "modem-sh0p")]
    [InlineData("globex1", "globexl")]
    [InlineData("world", "vvorld")]
    public void Slugs_that_people_mistake_for_each_other_look_alike(string one, string other) =>
        Assert.Equal(SlugRules.LookOf(one), SlugRules.LookOf(other));

    [Fact]
    public void Typed_slugs_are_read_without_spaces_slashes_and_capitals()
    {
        Assert.Equal("acme", SlugRules.Clean(" /Acme/ "));
        Assert.Null(SlugRules.Clean("  "));
    }
}
