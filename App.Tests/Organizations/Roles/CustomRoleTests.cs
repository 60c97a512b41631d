using App.Comments;
using App.Customers;
using App.Organizations;

namespace App.Tests.Organizations;

/// <summary>An organization composes roles of its own from permissions, gives them to members and changes them.</summary>
public sealed class CustomRoleTests(TestHost host)
{
    static readonly string[] Auditing = ["audit.read", "orders.read"];

    [Fact]
    public async Task A_member_with_a_custom_role_may_do_what_it_says_from_their_next_call()
    {
        var acme = await host.OrganizationAsync();
        var auditor = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new(" Auditor ", Auditing, "Checks the books."))).Value;
        var ana = await acme.MemberAsync(Role.Packer);
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(ana.MemberId, new(auditor.Role)));

        var me = (await ana.Get<GetMe>().ExecuteAsync(new())).Value;
        var member = (await acme.Owner.Get<GetMember>().ExecuteAsync(new(ana.MemberId))).Value;
        await acme.Owner.Get<UpdateRole>().ExecuteAsync(new(auditor.Role.CustomId!.Value, new(Permissions: ["orders.read"])));
        var after = (await ana.Get<GetMe>().ExecuteAsync(new())).Value;

        Assert.Equal((auditor.Role, "Auditor"), (member.Role, member.RoleName));
        Assert.Equal(auditor.Role, me.Role);
        Assert.Equal(Auditing, me.Permissions);
        Assert.Equal("Auditor", me.Organizations.Single().RoleName);
        Assert.Equal(["orders.read"], after.Permissions);
        Assert.Equal(["role.created", "member.role_changed", "role.updated"], await acme.AnnouncedAsync());
        Assert.Equal(["role.create", "member.change_role", "role.update"], await acme.AuditedAsync());
    }

    [Fact]
    public async Task An_invited_person_joins_with_a_custom_role()
    {
        var acme = await host.OrganizationAsync();
        var auditor = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("Auditor", Auditing))).Value;
        var eve = AccountScenario.NewAddress("eve");
        var invitation = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, auditor.Role))).Value;
        var link = await host.LinkToAsync(eve);

        var read = (await host.Visitor().Get<ReadInvitation>().ExecuteAsync(new(link))).Value;
        var session = host.As((await host.JoinsAsync(eve, organization: null)).Session);
        await session.Get<AcceptInvitation>().ExecuteAsync(new(link));
        var me = (await session.Get<GetMe>().ExecuteAsync(new())).Value;

        Assert.Equal("Auditor", invitation.RoleName);
        Assert.Equal("Auditor", read.RoleName);
        Assert.Equal(auditor.Role, me.Role);
    }

    [Fact]
    public async Task Nobody_gives_a_role_with_a_permission_that_they_lack()
    {
        var acme = await host.OrganizationAsync();
        var deputy = (await acme.Owner.Get<CreateRole>().ExecuteAsync(
            new("Deputy", ["members.change", "members.read", "organization.change", "roles.change"]))).Value;
        var people = (await acme.Owner.Get<CreateRole>().ExecuteAsync(
            new("People", ["members.change", "members.read", "roles.change"]))).Value;
        var bo = await acme.MemberAsync(Role.Cook);
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(bo.MemberId, new(people.Role)));
        var own = people.Role.CustomId!.Value;

        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<CreateRole>().ExecuteAsync(
            new("Chief", ["organization.change"]))));
        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<UpdateRole>().ExecuteAsync(
            new(deputy.Role.CustomId!.Value, new("Chief")))));
        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<DeleteRole>().ExecuteAsync(new(deputy.Role.CustomId!.Value))));
        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Member.MemberId, new(deputy.Role)))));
        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<InviteMember>().ExecuteAsync(
            new("new@people.example", deputy.Role))));
        Assert.Equal("role_above_own", await CodeAsync(bo.Get<UpdateRole>().ExecuteAsync(
            new(own, new(Permissions: [.. people.Permissions, "audit.read"])))));
        Assert.Equal("role_above_own", await CodeAsync(bo.Get<ChangeMemberRole>().ExecuteAsync(new(bo.MemberId, new(Role.Packer)))));
        Assert.Equal("role_above_own", await CodeAsync(acme.Key.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Member.MemberId, new(Role.Owner)))));
        Assert.Null((await bo.Get<UpdateRole>().ExecuteAsync(new(own, new("People team")))).Problem);
    }

    /// <summary>A role with all permissions is not that of an owner, so the organization keeps an owner.</summary>
    [Fact]
    public async Task A_member_with_every_permission_is_not_an_owner()
    {
        var acme = await host.OrganizationAsync();
        var all = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("All", RoleMatrix.Permissions))).Value;
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(all.Role)));

        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<RemoveMember>().ExecuteAsync(new(acme.Owner.MemberId))));
        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Admin.MemberId, new(Role.Owner)))));
        Assert.Equal("role_above_own", await CodeAsync(acme.Admin.Get<OfferOwnership>().ExecuteAsync(new(acme.Member.MemberId))));
        Assert.Equal("last_owner", await CodeAsync(acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Owner.MemberId, new(all.Role)))));
    }

    [Theory]
    [InlineData("Packer", "orders.read", "name", "A built-in role has this name.")]
    [InlineData(" hr ", "orders.read", "name", "A built-in role has this name.")]
    [InlineData("", "orders.read", "name", "The name is missing.")]
    [InlineData("Night", "", "permissions", "Choose at least one permission.")]
    [InlineData("Night", "teas.drink", "permissions", "'teas.drink' is not a permission. GET /roles lists all permissions.")]
    [InlineData("Night", "orders.place", "permissions", "The permission orders.place needs orders.read.")]
    public async Task A_role_that_cannot_be_is_refused(string name, string permissions, string param, string detail)
    {
        var acme = await host.OrganizationAsync();

        var problem = (await acme.Owner.Get<CreateRole>().ExecuteAsync(
            new(name, permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries)))).Problem;

        var error = Assert.Single(Assert.IsType<Problem.Invalid>(problem).Errors);
        Assert.Equal((param, detail), (error.Param, error.Detail));
    }

    [Fact]
    public async Task Two_roles_do_not_have_the_same_name_until_one_is_deleted()
    {
        var acme = await host.OrganizationAsync();
        var first = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("Night shift", Auditing))).Value;

        Assert.Equal("role_name_taken", await CodeAsync(acme.Owner.Get<CreateRole>().ExecuteAsync(new("NIGHT shift", Auditing))));
        await acme.Owner.Get<DeleteRole>().ExecuteAsync(new(first.Role.CustomId!.Value));
        Assert.Null((await acme.Owner.Get<CreateRole>().ExecuteAsync(new("NIGHT shift", Auditing))).Problem);
    }

    [Fact]
    public async Task A_role_is_deleted_only_when_nobody_has_it()
    {
        var acme = await host.OrganizationAsync();
        var night = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("Night", Auditing))).Value.Role;
        var ana = await acme.MemberAsync(Role.Packer);
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(ana.MemberId, new(night)));
        var invited = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new("eve@people.example", night))).Value;

        var refused = (await acme.Owner.Get<DeleteRole>().ExecuteAsync(new(night.CustomId!.Value))).Problem!;
        Assert.Equal(("role_in_use", "1 member and 1 open invitation with this role. Give them another one first."),
            (refused.Code, refused.Detail));

        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(ana.MemberId));
        await acme.Owner.Get<RevokeInvitation>().ExecuteAsync(new(invited.Id));
        Assert.Null((await acme.Owner.Get<DeleteRole>().ExecuteAsync(new(night.CustomId!.Value))).Problem);

        Assert.Equal("not_found", await CodeAsync(acme.Owner.Get<GetRole>().ExecuteAsync(new(night))));
        Assert.Equal("role_unknown", await CodeAsync(acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Member.MemberId, new(night)))));
        var closed = (await acme.Owner.Get<GetInvitation>().ExecuteAsync(new(invited.Id))).Value;
        Assert.Equal("Night", closed.RoleName);
    }

    [Fact]
    public async Task Nobody_keeps_a_role_that_is_deleted_at_the_same_moment()
    {
        var acme = await host.OrganizationAsync();
        for (var round = 0; round < 10; round++)
        {
            var role = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new($"Night {round}", Auditing))).Value.Role;

            var given = acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Member.MemberId, new(role)));
            var deleted = acme.Owner.Get<DeleteRole>().ExecuteAsync(new(role.CustomId!.Value));
            await Task.WhenAll(given, deleted);

            Assert.NotEqual((await given).Succeeded, (await deleted).Succeeded);
        }
    }

    [Fact]
    public async Task A_role_of_another_organization_does_not_exist()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var theirs = (await globex.Owner.Get<CreateRole>().ExecuteAsync(new("Night", Auditing))).Value.Role;

        Assert.Equal("role_unknown", await CodeAsync(acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Member.MemberId, new(theirs)))));
        Assert.Equal("role_unknown", await CodeAsync(acme.Owner.Get<InviteMember>().ExecuteAsync(new("eve@people.example", theirs))));
        Assert.Equal("not_found", await CodeAsync(acme.Owner.Get<GetRole>().ExecuteAsync(new(theirs))));
    }

    [Fact]
    public async Task An_organization_has_at_most_fifty_custom_roles()
    {
        var acme = await host.OrganizationAsync();
        for (var i = 0; i < CustomRole.Most; i++)
            Assert.Null((await acme.Owner.Get<CreateRole>().ExecuteAsync(new($"Role {i}", Auditing))).Problem);

        Assert.Equal("too_many_roles", await CodeAsync(acme.Owner.Get<CreateRole>().ExecuteAsync(new("One more", Auditing))));
    }

    [Fact]
    public async Task A_key_has_what_its_scopes_and_the_custom_role_of_its_creator_share()
    {
        var acme = await host.OrganizationAsync();
        var role = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("Buyer", ["products.read", "orders.read"]))).Value.Role;
        var ana = await acme.MemberAsync(Role.Packer);
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(ana.MemberId, new(role)));
        var key = await acme.KeyAsync(["orders:read", "customers:read"], ana.MemberId);

        var me = (await key.Get<GetKeyMe>().ExecuteAsync(new())).Value;

        Assert.Equal((role, "orders.read"), (me.Role, Assert.Single(me.Permissions)));
    }

    [Fact]
    public async Task A_refusal_names_the_custom_roles_that_have_the_permission_and_that_can_give_it()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<CreateRole>().ExecuteAsync(
            new("Head of sales", ["members.change", "members.read", "orders.cancel", "orders.read"]));

        var problem = (await (await acme.MemberAsync(Role.Packer)).Get<App.Orders.CancelOrder>().ExecuteAsync(new(default))).Problem!;

        Assert.Equal(
            "Your role, Packer, does not have the permission orders.cancel. Roles with it: Owner, Admin, Manager, Member, Operator "
            + "and Head of sales. Ask someone with the role Owner, Admin, Manager or Head of sales to change yours.",
            problem.Detail);
    }

    [Fact]
    public async Task Only_members_whose_custom_role_shows_a_record_can_be_mentioned_on_it()
    {
        var acme = await host.OrganizationAsync();
        var customer = (await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new("Deli"))).Value.Id.ToString();
        var seeing = await JoinAsync(acme, "Sees customers", "comments.read", "customers.read");
        var other = await JoinAsync(acme, "Sees orders", "comments.read", "orders.read");

        var found = (await acme.Owner.Get<ListMentionable>().ExecuteAsync(new(customer, ""))).Value.Members;

        Assert.Contains(found, member => member.MemberId == seeing.MemberId);
        Assert.DoesNotContain(found, member => member.MemberId == other.MemberId);
    }

    static async Task<TestActor> JoinAsync(TestOrganization acme, string name, params string[] permissions)
    {
        var role = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new(name, permissions))).Value.Role;
        var person = await acme.MemberAsync(name == "Sees orders" ? Role.Cook : Role.Packer);
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(person.MemberId, new(role)));
        return person;
    }

    static async Task<string?> CodeAsync<T>(Task<Result<T>> call) => (await call).Problem?.Code;
}
