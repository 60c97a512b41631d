using App.Catalog;

namespace App.Tests.Platform;

public sealed class TypeIdTests
{
    // Valid and invalid cases of the TypeID specification 0.3.
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "prefix_00000000000000000000000000")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "prefix_7zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("01890a5d-ac96-774b-bcce-b302099a8057", "prefix_01h455vb4pex5vsknk084sn02q")]
    public void The_examples_of_the_specification_are_formatted_and_parsed(string uuid, string text)
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
    [InlineData("other0_01h455vb4pex5vsknk084sn02q")] // another prefix
    [InlineData("")]
    [InlineData(null)]
    public void Malformed_ids_are_not_parsed(string? text) => Assert.False(TypeId.TryParse("prefix", text, out _));

    [Theory]
    [InlineData("mem_01h455vb4pex5vsknk084sn02q", true)]
    [InlineData("two_parts_01h455vb4pex5vsknk084sn02q", true)]
    [InlineData("_01h455vb4pex5vsknk084sn02q", false)]
    [InlineData("mem_01h455vb4pex5vsknk084sn02", false)]
    [InlineData("Ana Ferreira", false)]
    [InlineData(null, false)]
    public void An_id_of_any_kind_is_recognized(string? text, bool isId) => Assert.Equal(isId, TypeId.IsTypeId(text));

    [Fact]
    public void A_malformed_id_in_a_path_parses_to_the_default_id()
    {
        Assert.True(Id<Product>.TryParse("nonsense", null, out var id));
        Assert.Equal(default, id);
    }
}
