using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>Someone who is signed in founds another organization, and is in it from here on.</summary>
public sealed class CreateOrganization(Gate gate, AccountBook accounts, OrganizationBook book, SessionBook sessions) : Operation<CreateOrganization.Request, OrganizationView>(gate)
{
    /// <param name="Name">Up to 100 characters; its address is made from it.</param>
    /// <param name="Currency">ISO 4217, for all its prices.</param>
    /// <param name="TimeZone">IANA name of its business days.</param>
    public sealed record Request(string Name, string Currency = "EUR", string TimeZone = "UTC") : IRequest
    {
        public void Check(Checks checks) => Charter.Check(checks);

        internal Charter Charter => new(Name, Currency, TimeZone);
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "organization.create";

    protected override async Task<Result<OrganizationView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var sessionId = pass.Actor.SessionId;
        if (pass.Actor.AccountId is not { } accountId || await accounts.FindAsync(pass, accountId, ct) is not { } founder)
            return Problem.Unauthenticated;
        var organization = await book.FoundAsync(pass, request.Charter, AccountView.Of(founder), ct);
        await sessions.ChooseAsync(pass, sessionId, organization.Id.Value, ct);
        pass.Note(organization.Id.ToString(), organization.Name, after: organization);
        return organization;
    }
}
