namespace App.Tests.Platform;

public sealed class UnknownCredentialsTests
{
    [Fact]
    public void An_unknown_credential_is_remembered_for_a_second()
    {
        var clock = new FakeClock();
        var unknown = new UnknownCredentials(clock);
        unknown.Add("made up");

        Assert.True(unknown.Contains("made up"));
        Assert.False(unknown.Contains("just created"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(unknown.Contains("made up"));
    }

    [Fact]
    public void The_table_stays_bounded()
    {
        var unknown = new UnknownCredentials(new FakeClock());
        for (var n = 0; n < 3 * UnknownCredentials.Most; n++)
            unknown.Add($"{n}");

        Assert.True(unknown.Count <= UnknownCredentials.Most);
    }
}
