using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class OpenCircuitsTests
{
    readonly OpenCircuits open = new(
        new Limiter(new ConfigurationBuilder().Build(), TimeProvider.System), TimeProvider.System);

    void Connect(string account, string address, int times)
    {
        for (var n = 0; n < times; n++)
            open.Keep(new(Guid.NewGuid(), account, address), () => { });
    }

    Problem? Ask(string account, string address) => open.RefusalFor(new(Guid.NewGuid(), account, address));

    [Fact]
    public void An_account_has_10_pages_open_in_all_its_sessions_and_may_open_another_when_it_closes_one()
    {
        Connect("ada", "10.0.0.1", 9);
        using (open.Keep(new(Guid.NewGuid(), "ada", "10.0.0.1"), () => { }))
        {
            Assert.Equal((429, "too_many_open_pages"), (Ask("ada", "10.0.0.2")!.Status, Ask("ada", "10.0.0.2")!.Code));
            Assert.Null(Ask("ben", "10.0.0.1"));
        }

        Assert.Null(Ask("ada", "10.0.0.2"));
    }

    [Fact]
    public void An_IP_address_has_50_pages_open()
    {
        for (var n = 0; n < 5; n++)
            Connect($"account {n}", "10.0.0.1", 10);

        Assert.Equal(429, Ask("another", "10.0.0.1")!.Status);
        Assert.Null(Ask("another", "10.0.0.2"));
    }

    [Fact]
    public void An_instance_that_is_full_answers_503_to_everybody()
    {
        for (var n = 0; n < OpenCircuits.Most; n++)
            Connect($"account {n}", $"10.0.{n / 50}.1", 1);

        Assert.Equal(503, Ask("another", "10.1.0.1")!.Status);
    }
}
