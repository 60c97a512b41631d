using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Changes the organization's name or time zone. Its slug stays the same, because others link to it.</summary>
public sealed class UpdateOrganization(Gate gate) : Operation<UpdateOrganization.Request, OrganizationView>(gate)
{
    /// <param name="Name">Omit to keep the current value.</param>
    /// <param name="TimeZone">An IANA name. Omit to keep the current value.</param>
    public sealed record Request([property: Mailed] string? Name = null, string? TimeZone = null) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Name is not null)
                checks.Text(Name, 100, "The organization's name");
            checks.That(
                TimeZone is null || NewOrganization.IsZone(TimeZone),
                nameof(TimeZone),
                "The time zone must be an IANA name, such as Europe/Berlin.");
        }
    }

    protected internal override Access Access => Access.Member(OrganizationPermissions.Change);
    protected internal override string Action => "organization.update";

    protected override async Task<Result<OrganizationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Db.Organizations.SingleAsync(ct);
        var before = OrganizationView.Of(organization);
        organization.Describe(request.Name?.Trim() ?? organization.Name, request.TimeZone ?? organization.TimeZone);
        var view = OrganizationView.Of(organization);
        context.NoteUpdate(view.Id.ToString(), view.Name, before, view);
        context.Raise(new OrganizationUpdated(view.Id, view.Name));
        return view;
    }
}
