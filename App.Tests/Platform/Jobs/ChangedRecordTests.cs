namespace App.Tests.Platform;

/// <summary>Changed records in notifications between instances.</summary>
public sealed class ChangedRecordTests
{
    [Fact]
    public void A_changed_record_is_read_as_it_was_written()
    {
        var record = new ChangedRecord(Guid.CreateVersion7(), "ord_01h455vb4pex5vsknk084sn02q");

        Assert.Equal(record, ChangedRecord.Read(record.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ord_1")]
    [InlineData("x:ord_1")]
    [InlineData("01890a5dac96774bbcceb302099a8057:01890a5dac96774bbcceb302099a8057")] // an event
    public void Other_words_name_no_record(string text) => Assert.Null(ChangedRecord.Read(text));
}
