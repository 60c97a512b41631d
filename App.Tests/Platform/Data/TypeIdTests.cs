using App.Catalog;
using App.Platform;

namespace App.Tests.Platform;

public sealed class TypeIdTests
{
    // Valid and invalid cases of the TypeID specification 0.3.
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "prefix_00000000000000000000000000")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "prefix_7zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("01890a5d-ac96-774b-bcce-b302099a8057", "prefix_01h455vb4pex5vsknk084sn02q")]
    public void The_published_values_are_written_and_read(string uuid, string text)
    {
        Assert.Equal(text, TypeId.Format("prefix", Guid.Parse(uuid)));
        Assert.True(TypeId.TryParse("prefix", text, out var value));
        Assert.Equal(Guid.Parse(uuid), value);
    }

    [Theory]
    [InlineData("prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz")] // beyond 128 bits
    [InlineData("prefix_01H455VB4PEX5VSKNK084SN02Q")] // upper case
    [InlineData("prefix_01h455vb4pex5vsknk084sn02")] // too short
    [InlineData("prefix_01h455vb4pex5vsknk084sn02u")] // not in the alphabet
    [InlineData("other0_01h455vb4pex5vsknk084sn02q")] // another kind
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_no_id(string? text) => Assert.False(TypeId.TryParse("prefix", text, out _));

    [Fact]
    public void In_a_path_a_malformed_id_is_one_that_nothing_has()
    {
        Assert.True(Id<Product>.TryParse("nonsense", null, out var id));
        Assert.Equal(default, id);
    }
}
