using App.Accounts;
using App.Organizations;
using App.Platform;

namespace App.Demo;

/// <summary>One of the demo's organizations comes to be, with its people, as if they had signed up and been invited long ago.</summary>
public sealed class SeedOrganization(Gate gate, AccountBook accounts, OrganizationBook organizations) : Operation<SeedOrganization.Request, OrganizationView>(gate)
{
    /// <param name="Name">Name, address, role and password of a member; the first one owns it.</param>
    public sealed record Person(string Name, string Email, Role Role, HashedPassword Password);

    public sealed record Request(Charter Charter, IReadOnlyList<Person> Staff) : IRequest
    {
        public void Check(Checks checks) => checks.That(Staff is [{ Role: Role.Owner }, ..], nameof(Staff), "The first one owns it.");
    }

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "demo.seed";

    protected override async Task<Result<OrganizationView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var people = new List<(Account Account, Role Role)>();
        foreach (var person in request.Staff)
        {
            var account = await accounts.RegisterAsync(pass, person.Name, person.Email, person.Password);
            await pass.Db.SaveChangesAsync(ct); // Identity's store takes what it updates for stored
            await accounts.ConfirmAsync(pass, account);
            people.Add((account, person.Role));
        }

        var organization = await organizations.FoundAsync(pass, request.Charter, AccountView.Of(people[0].Account), ct);
        foreach (var (account, role) in people.Skip(1))
        {
            var member = Member.Join(account.Id, role, pass.Now);
            pass.Db.Members.Add(member);
            pass.Raise(new MemberJoined(member.Id, account.Name, account.Email!, role));
        }
        pass.Note(organization.Id.ToString(), organization.Name, after: organization);
        return organization;
    }
}
