using App.ApiKeys;

namespace App.Tests.ApiKeys;

public sealed class KeyTextTests
{
    [Fact]
    public void The_checksum_matches_a_published_example() =>
        Assert.Equal("0mLq17", KeyText.Checksum("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ"));

    [Fact]
    public void A_new_key_can_be_parsed_and_a_changed_character_is_detected()
    {
        var key = KeyText.Make();

        Assert.Equal(key.Hash(), KeyText.Parse(key.Text)?.Hash());
        var changed = key.Text[..12] + (key.Text[12] == 'x' ? 'y' : 'x') + key.Text[13..];
        Assert.Null(KeyText.Parse(changed));
    }
}
