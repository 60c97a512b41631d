using App.Accounts;
using App.Organizations;
using App.SignIn;

namespace App.Demo;

/// <summary>Creates an organization of the demo with its members, who don't have to sign up or accept an invitation.</summary>
public sealed class SeedOrganization(Gate gate, AccountStore accounts, OrganizationCreation organizations)
    : Operation<SeedOrganization.Request, OrganizationView>(gate)
{
    /// <summary>Describes a member. The first member must be the owner.</summary>
    /// <param name="Role">The built-in role; of no meaning with a custom one.</param>
    /// <param name="Custom">The custom role, which is created for this member; null for a built-in one.</param>
    public sealed record Person(
        [property: Mailed] string Name, string Email, Role Role, HashedPassword Password, RoleDraft? Custom = null);

    public sealed record Request(NewOrganization NewOrganization, IReadOnlyList<Person> Staff) : IRequest
    {
        public void Check(Checks checks) =>
            checks.That(Staff is [{ Role: Role.Owner }, ..], nameof(Staff), "The first member must be the owner.");
    }

    protected internal override Access Access => Access.System;
    protected internal override string Action => "demo.seed";

    protected override async Task<Result<OrganizationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var people = new List<(Account Account, Person Person)>();
        foreach (var person in request.Staff)
        {
            var account = await accounts.RegisterAsync(context, person.Name, person.Email, person.Password);
            await context.Db.SaveChangesAsync(ct); // Identity's store can update only rows that are saved
            await accounts.ConfirmAsync(context, account);
            people.Add((account, person));
        }

        var owner = AccountView.Of(people[0].Account);
        var organization = await organizations.CreateAsync(context, request.NewOrganization, owner, ct);
        foreach (var (account, person) in people.Skip(1))
        {
            var role = person.Custom is { } custom ? CreateRole.Add(context, custom) : RoleCatalog.Of(person.Role);
            var member = Member.Join(account.Id, role, context.Now);
            context.Db.Members.Add(member);
            context.Raise(new MemberJoined(member.Id, account.Name, account.Email!, role.Key));
        }
        context.Note(organization.Id.ToString(), organization.Name, after: organization);
        return organization;
    }
}
