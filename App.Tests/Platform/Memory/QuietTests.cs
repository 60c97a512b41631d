using App.Platform;

namespace App.Tests.Platform;

public sealed class QuietTests
{
    const long Page = 5 << 20, Loops = 150 << 10;

    [Fact]
    public void A_house_tidies_up_once_when_it_has_been_quiet_for_a_quarter_of_a_minute() =>
        Assert.Equal("...!....", Says(Page, Loops, Loops, Loops, Loops, Loops, Loops, Loops));

    [Fact]
    public void Whoever_goes_on_working_is_never_stopped_for_it() =>
        Assert.Equal("..........", Says(Page, Loops, Loops, Page, Loops, Loops, Page, Page, Loops, Loops));

    [Fact]
    public void Each_busy_while_is_tidied_up_after() =>
        Assert.Equal("...!...!", Says(Page, 0, 0, 0, Page, 0, 0, 0));

    [Fact]
    public void A_house_in_which_nothing_went_on_has_nothing_to_tidy() =>
        Assert.Equal(".....", Says(Loops, Loops, Loops, Loops, Loops));

    static string Says(params long[] allocations)
    {
        var (quiet, all) = (new Quiet(), 0L);
        return string.Concat(allocations.Select(bytes => quiet.Has(all += bytes) ? '!' : '.'));
    }
}
