using App.ApiKeys;

namespace App.Tests.ApiKeys;

public sealed class KeyTextTests
{
    [Fact]
    public void The_checksum_is_the_published_one() => Assert.Equal("0mLq17", KeyText.Checksum("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ"));

    [Fact]
    public void A_made_key_reads_back_and_one_changed_character_does_not()
    {
        var key = KeyText.Make();

        Assert.Equal(key.Hash(), KeyText.Parse(key.Text)?.Hash());
        var wrong = key.Text[..12] + (key.Text[12] == 'x' ? 'y' : 'x') + key.Text[13..];
        Assert.Null(KeyText.Parse(wrong));
    }
}
