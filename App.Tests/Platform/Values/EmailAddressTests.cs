namespace App.Tests.Platform;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("rosa@cafe.example", "r…@cafe.example")]
    [InlineData("a@cafe.example", "a…@cafe.example")]
    [InlineData("\"a@b\"@cafe.example", "\"…@cafe.example")]
    [InlineData("", "")]
    public void A_masked_address_shows_one_character_and_the_domain(string address, string masked) =>
        Assert.Equal(masked, EmailAddress.Mask(address));

    [Theory]
    [InlineData("550 5.1.1 <rosa@cafe.example>: User unknown", "550 5.1.1 <(address)>: User unknown")]
    [InlineData("No mailbox rosa+tea@cafe.example.", "No mailbox (address).")]
    [InlineData("rosa@cafe.example", "(address)")]
    [InlineData("The mailbox is full.", "The mailbox is full.")]
    public void A_reason_of_a_mail_server_is_stored_without_addresses(string reason, string stored) =>
        Assert.Equal(stored, EmailAddress.Without(reason));

    [Theory]
    [InlineData("ada@people.example", "ADA@People.Example")]
    [InlineData("ada@people.example", "  ada@people.example\n")]
    [InlineData("ada@people.example", "a\u200Bda@people\u00AD.example\uFEFF")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@bücher.example", "ada@BU\u0308CHER.example")]
    [InlineData("ada@bücher.example", "ada@XN--BCHER-KVA.EXAMPLE")]
    [InlineData("ada@people.example", "ada@ｐｅｏｐｌｅ.example")]
    public void These_are_one_address(string one, string other) => Assert.Equal(EmailAddress.KeyOf(one), EmailAddress.KeyOf(other));

    [Theory]
    [InlineData("ada@people.example", "ada+shop@people.example")]
    [InlineData("ada@people.example", "a.da@people.example")]
    [InlineData("ada@people.example", "ada@people2.example")]
    [InlineData("ada@bücher.example", "ada@bucher.example")]
    public void These_are_two_addresses(string one, string other) =>
        Assert.NotEqual(EmailAddress.KeyOf(one), EmailAddress.KeyOf(other));

    [Theory]
    [InlineData("ada@people.example")]
    [InlineData(" ada@people.example ")]
    [InlineData("ada+tag@people.example")]
    [InlineData("o'neil_a.b-c@sub.people.example")]
    [InlineData("ada@bücher.example")]
    [InlineData("ada@xn--bcher-kva.example")]
    public void A_mail_server_can_take_these(string address) => Assert.Null(EmailAddress.FaultOf(address));

    [Theory]
    [InlineData("ada", "look like")]
    [InlineData("@people.example", "look like")]
    [InlineData("ada@", "look like")]
    [InlineData("ada@@people.example", "look like")]
    [InlineData("a da@people.example", "look like")]
    [InlineData("a\nda@people.example", "look like")]
    [InlineData(".ada@people.example", "look like")]
    [InlineData("a..da@people.example", "look like")]
    [InlineData("\"ada\"@people.example", "look like")]
    [InlineData("ädä@people.example", "letters before the @")]
    [InlineData("ada@localhost", "no usable domain")]
    [InlineData("ada@192.0.2.1", "no usable domain")]
    [InlineData("ada@[192.0.2.1]", "no usable domain")]
    [InlineData("ada@people..example", "no usable domain")]
    [InlineData("ada@people.example.", "no usable domain")]
    [InlineData("ada@-people.example", "no usable domain")]
    [InlineData("ada@peo_ple.example", "no usable domain")]
    [InlineData("ada@xn--zzzzzzzzz.example", "no usable domain")]
    [InlineData("ada@peo ple.example", "no usable domain")]
    [InlineData("ada@\uD83D.example", "no usable domain")]
    public void A_mail_server_cannot_take_these(string address, string fault) =>
        Assert.Contains(fault, EmailAddress.FaultOf(address));

    [Fact]
    public void Addresses_that_are_too_long_are_refused()
    {
        Assert.Contains("64", EmailAddress.FaultOf($"{new string('a', 65)}@people.example"));
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 4)) + ".example";
        Assert.Contains("254", EmailAddress.FaultOf($"ada@{domain}"));
    }

    [Fact]
    public void The_mail_server_gets_the_domain_in_ASCII() =>
        Assert.Equal("Ada+tag@xn--bcher-kva.example", EmailAddress.ForServer(" Ada+tag@BÜCHER.example "));
}
