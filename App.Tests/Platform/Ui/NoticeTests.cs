namespace App.Tests.Platform.Ui;

public sealed class NoticeTests
{
    [Fact]
    public void A_problem_becomes_a_notice_with_its_code()
    {
        Notice? notice = Problem.Missing("Customer");

        Assert.Equal(new Notice(
            NoticeKind.Problem, "Not found", "Customer was not found.", "not_found") { Faults = notice!.Faults }, notice);
    }

    [Theory]
    [InlineData(401, NoticeKind.Refused)]
    [InlineData(403, NoticeKind.Refused)]
    [InlineData(409, NoticeKind.Problem)]
    [InlineData(503, NoticeKind.Failed)]
    public void The_kind_of_a_notice_follows_from_the_status(int status, NoticeKind kind)
    {
        Notice? notice = new Problem(status, "code", "Title", "Detail");

        Assert.Equal(kind, notice!.Kind);
    }

    [Fact]
    public void No_problem_is_no_notice()
    {
        Problem? none = null;
        Notice? notice = none;

        Assert.Null(notice);
    }

    [Theory]
    [InlineData("unit_price")]
    [InlineData("UnitPrice")]
    [InlineData("unitPrice")]
    public void A_fault_is_found_for_every_spelling_of_its_member(string name)
    {
        Notice? notice = Problem.Invalid.For("unit_price", "A price is not negative.");

        Assert.Equal("A price is not negative.", notice!.FaultOf(name));
        Assert.Null(notice.FaultOf("price"));
        Assert.Null(notice.FaultOf(null));
    }
}
