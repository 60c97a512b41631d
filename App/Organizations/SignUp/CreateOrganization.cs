using App.Accounts;
using App.SignIn;

namespace App.Organizations;

/// <summary>
/// Creates an organization for the signed-in account, which becomes its owner, and chooses it for the current session.
/// </summary>
public sealed class CreateOrganization(
    Gate gate, AccountStore accounts, OrganizationCreation organizations, StaffSessions sessions, SlugStore slugs)
    : Operation<CreateOrganization.Request, OrganizationView>(gate)
{
    /// <param name="Name">Up to 100 characters.</param>
    /// <param name="Currency">The ISO 4217 code of the currency of all prices. It cannot be changed later.</param>
    /// <param name="TimeZone">The IANA name of the time zone of business days.</param>
    /// <param name="Slug">
    /// The first path segment of the organization's pages: 3 to 40 lower-case letters, digits and hyphens. Omit it to derive it
    /// from the name.
    /// </param>
    public sealed record Request(
        [property: Mailed] string Name, string Currency = "EUR", string TimeZone = "UTC", string? Slug = null) : IRequest
    {
        public void Check(Checks checks) => NewOrganization.Check(checks);

        internal NewOrganization NewOrganization => new(Name, Currency, TimeZone, Slug);
    }

    protected internal override Access Access => Access.SignedIn;
    protected internal override string Action => "organization.create";

    protected override async Task<Result<OrganizationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var sessionId = context.Actor.SessionId;
        if (context.Actor.AccountId is not { } accountId || await accounts.FindAsync(context, accountId, ct) is not { } founder)
            return Problem.Unauthenticated;
        if (await slugs.RefusalForNewAsync(context, request.Slug, ct) is { } refusal)
            return refusal;
        var organization = await organizations.CreateAsync(context, request.NewOrganization, AccountView.Of(founder), ct);
        await sessions.ChooseAsync(context, sessionId, organization.Id.Value, ct);
        context.Note(organization.Id.ToString(), organization.Name, after: organization);
        return organization;
    }
}
