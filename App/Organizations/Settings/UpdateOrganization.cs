using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Changes the organization's name, time zone, postal address or slug. Links with an earlier slug keep working: they lead
/// members to the staff pages and everyone to the storefront, and no other organization can get that slug. So a change of the
/// slug sends nothing to a new destination.
/// </summary>
public sealed class UpdateOrganization(Gate gate, SlugStore slugs)
    : Operation<UpdateOrganization.Request, OrganizationDetails>(gate)
{
    /// <param name="Name">Omit to keep the current value.</param>
    /// <param name="TimeZone">An IANA name. Omit to keep the current value.</param>
    /// <param name="Slug">
    /// The first path segment of the organization's pages: 3 to 40 lower-case letters, digits and hyphens. Omit to keep the
    /// current value. An organization can take five new ones in 30 days, and take back its earlier ones at any time.
    /// </param>
    public sealed record Request(
        [property: Mailed, NoNull] string? Name = null, [property: NoNull] string? TimeZone = null,
        [property: NoNull] string? Slug = null) : IRequest
    {
        /// <summary>Postal address of the company. Omit to keep the current value; null clears it.</summary>
        public Optional<PostalAddress?> Address { get; init; }

        public void Check(Checks checks)
        {
            if (Name is not null)
                checks.Text(Name, 100, "The organization's name");
            checks.That(
                TimeZone is null || NewOrganization.IsZone(TimeZone),
                nameof(TimeZone),
                "The time zone must be an IANA name, such as Europe/Berlin.")
                .That(Slug is null || SlugRules.FaultOf(Slug) is null, nameof(Slug), SlugRules.FaultOf(Slug ?? "") ?? "")
                .Inside(Address.Or(null), "address", (inner, address) => inner.Postal(address));
        }
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.Change);
    protected internal override string Action => "organization.update";

    protected override async Task<Result<OrganizationDetails>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Db.Organizations.SingleAsync(ct);
        var before = OrganizationDetails.Of(organization);
        if (request.Slug is { } slug && slug != before.Slug)
        {
            if (await slugs.ChangeAsync(context, slug, ct) is { } refusal)
                return refusal;
            organization.MoveTo(slug);
            context.Raise(new OrganizationSlugChanged(before.Id, before.Slug, slug));
        }
        organization.Describe(
            request.Name?.Trim() ?? organization.Name, request.TimeZone ?? organization.TimeZone,
            request.Address.Or(organization.Address));
        var view = OrganizationDetails.Of(organization);
        context.NoteUpdate(view.Id.ToString(), view.Name, before, view);
        context.Raise(new OrganizationUpdated(view.Id, view.Name));
        return view;
    }
}
