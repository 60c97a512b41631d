using System.Collections.Frozen;
using App.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>Roles are sets of permissions; nobody gives a permission that they lack.</summary>
public sealed class RoleCatalogTests(TestHost host)
{
    const string Everyday = "Member Operator Packer Cook Courier Cashier";

    [Fact]
    public void Every_role_has_an_entry_with_all_texts() =>
        Assert.DoesNotContain(
            Enum.GetValues<Role>(), role => role != Role.Custom && IsIncomplete(RoleCatalog.Of(role)));

    [Fact]
    public void A_role_without_an_entry_or_text_is_found()
    {
        Assert.Throws<KeyNotFoundException>(() => RoleCatalog.Of((Role)99));
        Assert.True(IsIncomplete(RoleCatalog.Of(Role.Member) with { InSentence = "" }));
    }

    [Fact]
    public void Owners_have_every_permission()
    {
        var all = host.Services.GetRequiredService<PermissionCatalog>().All.Select(permission => permission.Name);

        Assert.Equal(all.Order(StringComparer.Ordinal), RoleCatalog.Of(Role.Owner).Permissions.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ActorKind.Member, null, "")]
    [InlineData(ActorKind.Member, Role.Owner, $"Owner Admin Manager {Everyday} Marketing Accountant Hr")]
    [InlineData(ActorKind.Member, Role.Admin, $"Admin Manager {Everyday} Marketing Accountant Hr")]
    [InlineData(ActorKind.Member, Role.Manager, $"Manager {Everyday} Marketing Accountant Hr")]
    [InlineData(ActorKind.Member, Role.Member, $"{Everyday} Accountant Hr")]
    [InlineData(ActorKind.Member, Role.Packer, "Packer Cook Courier Accountant")]
    [InlineData(ActorKind.Member, Role.Hr, "Hr")]
    [InlineData(ActorKind.ApiKey, Role.Packer, "Packer Cook Courier Accountant")]
    [InlineData(ActorKind.ApiKey, Role.Owner, $"Admin Manager {Everyday} Marketing Accountant Hr")]
    [InlineData(ActorKind.Shopper, null, "")]
    [InlineData(ActorKind.System, null, $"Owner Admin Manager {Everyday} Marketing Accountant Hr")]
    public void Each_actor_may_give_roles_up_to_their_own_permissions(ActorKind kind, Role? own, string given)
    {
        var role = host.Services.GetRequiredService<PermissionCatalog>().Find(own?.ToString());
        var actor = new Actor(kind, "someone", "Someone", null, null, role, FrozenSet<string>.Empty);

        var roles = RoleCatalog.All.Where(entry => entry.IsWithin(actor)).Select(entry => entry.Key.BuiltIn);
        Assert.Equal(given, string.Join(' ', roles));
    }

    [Fact]
    public void Roles_are_compared_as_sets_so_neither_of_two_different_ones_covers_the_other()
    {
        var packer = Entry(Role.Member, "orders.read", "orders.fulfill");
        var auditor = Entry(Role.Admin, "orders.read", "audit.read");

        Assert.False(packer.Covers(auditor));
        Assert.False(auditor.Covers(packer));
        Assert.True(packer.Covers(Entry(Role.Admin, "orders.read")));
    }

    [Fact]
    public void Only_an_owner_makes_an_owner_even_if_another_role_has_every_permission()
    {
        var deputy = RoleCatalog.Of(Role.Owner) with { Key = Role.Admin };

        Assert.False(deputy.Covers(RoleCatalog.Of(Role.Owner)));
        Assert.True(RoleCatalog.Of(Role.Owner).Covers(deputy));
    }

    [Fact]
    public void A_permission_that_only_the_roles_or_only_a_feature_names_stops_the_start()
    {
        var read = new Permission("teas.read", "View teas", "View teas.", null);
        PermissionGroup[] teas = [new("Teas", [read])];
        RolePermissions RoleWith(params string[] names) => new("Owner", "Owner", names.ToFrozenSet());

        Assert.Equal("A role has the permission teas.drink, which no feature declares.",
            Assert.Throws<InvalidOperationException>(
                () => new PermissionCatalog(teas, [RoleWith("teas.read", "teas.drink")])).Message);
        Assert.Equal("No role has the permission teas.read.",
            Assert.Throws<InvalidOperationException>(() => new PermissionCatalog(teas, [RoleWith()])).Message);
        Assert.Throws<InvalidOperationException>(() => new PermissionCatalog(teas, [RoleWith("teas.read")]).Of("Member"));
    }

    static RoleEntry Entry(Role role, params string[] permissions) =>
        new(role, "Name", "in a sentence", "Does something.", permissions.ToFrozenSet());

    static bool IsIncomplete(RoleEntry entry) => entry is { Name: "" } or { InSentence: "" } or { Description: "" } or { Permissions.Count: 0 };
}
