using App.Organizations;
using App.Organizations.Pages;

namespace App.Tests.Organizations;

/// <summary>A list of people to invite, as it is typed or pasted.</summary>
public sealed class InvitationLinesTests
{
    static readonly RoleKey Auditor = RoleKey.Of(new Id<CustomRole>(Guid.Parse("01900000-0000-7000-8000-000000000001")));

    static readonly IReadOnlyList<SelectOption> Roles =
    [
        .. RoleCatalog.All.Select(role => new SelectOption(role.Key.ToString(), role.Name)),
        new(Auditor.ToString(), "Night shift auditor"),
    ];

    [Fact]
    public void A_line_can_name_a_custom_role() =>
        Assert.Equal(Auditor, Assert.Single(InvitationLines.Read("ana@example.com, night shift auditor", Role.Member, Roles)).Role);

    [Theory]
    [InlineData("ana@example.com", "ana@example.com", Role.Member)]
    [InlineData("  ana@example.com , packer ", "ana@example.com", Role.Packer)]
    [InlineData("Ana Ferreira;ana@example.com;HR", "ana@example.com", Role.Hr)]
    [InlineData("\"Ana\"\tana@example.com\t\tCASHIER", "ana@example.com", Role.Cashier)]
    [InlineData("Ana Ferreira <ana@example.com>, owner", "ana@example.com", Role.Owner)]
    public void A_line_has_an_address_and_perhaps_a_role_after_it(string text, string email, Role role)
    {
        var line = Assert.Single(InvitationLines.Read(text, Role.Member, Roles));

        Assert.Equal((email, (RoleKey)role, null), (line.Email, line.Role, line.Fault));
    }

    [Fact]
    public void Empty_lines_and_the_names_of_columns_are_left_out()
    {
        var lines = InvitationLines.Read("Name,E-mail,Role\r\nAna,ana@example.com,packer\r\n\r\nBo,bo@example.com,", Role.Cook, Roles);

        Assert.Equal(
            [("ana@example.com", (RoleKey)Role.Packer), ("bo@example.com", (RoleKey)Role.Cook)],
            lines.Select(line => (line.Email, line.Role)));
        Assert.Null(InvitationLines.FaultOf(lines));
    }

    [Theory]
    [InlineData("", "Enter at least one email address.")]
    [InlineData("ana@example.com\nBo", "“Bo” has no email address.")]
    [InlineData("ana@example.com, pakcer", "“pakcer” in the line “ana@example.com, pakcer” is not a role that you can give.")]
    public void A_list_that_cannot_be_read_says_why(string text, string fault) =>
        Assert.Equal(fault, InvitationLines.FaultOf(InvitationLines.Read(text, Role.Member, Roles)));

    [Fact]
    public void Fifty_people_can_be_invited_at_a_time()
    {
        string List(int count) => string.Join('\n', Enumerable.Range(1, count).Select(number => $"p{number}@example.com"));

        Assert.Null(InvitationLines.FaultOf(InvitationLines.Read(List(50), Role.Member, Roles)));
        Assert.Equal(
            "These are 51 lines. Up to 50 people can be invited at a time.",
            InvitationLines.FaultOf(InvitationLines.Read(List(51), Role.Member, Roles)));
    }
}
