namespace App.Tests.Platform;

/// <summary>Open pages learn which records of their organization have changed.</summary>
public sealed class LiveUpdatesTests
{
    [Fact]
    public void Only_listeners_of_the_organization_are_told_until_they_stop_listening()
    {
        var (ours, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        var live = new LiveUpdates();
        var heard = new List<string>();
        var first = live.Listen(ours, subject => heard.Add($"first {subject}"));
        var second = live.Listen(ours, subject => heard.Add($"second {subject}"));

        live.Notify(ours, "ord_1");
        live.Notify(theirs, "ord_2");
        first.Dispose();
        live.Notify(ours, "ord_3");
        second.Dispose();
        live.Notify(ours, "ord_4");

        Assert.Equal(["first ord_1", "second ord_1", "second ord_3"], heard);
    }
}
