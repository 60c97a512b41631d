using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Another name or time zone. The address stays, because others link to it.</summary>
public sealed class UpdateOrganization(Gate gate) : Operation<UpdateOrganization.Request, OrganizationView>(gate)
{
    /// <param name="Name">Absent: as it is.</param>
    /// <param name="TimeZone">Absent: as it is.</param>
    public sealed record Request(string? Name = null, string? TimeZone = null) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Name is not null)
                checks.Text(Name, 100, "The organization's name");
            checks.That(TimeZone is null || Charter.IsZone(TimeZone), nameof(TimeZone), "The time zone must be an IANA name, such as Europe/Berlin.");
        }
    }

    protected internal override Permission Permission => OrganizationPermissions.Change;
    protected internal override string Action => "organization.update";

    protected override async Task<Result<OrganizationView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var organization = await pass.Db.Organizations.SingleAsync(ct);
        var before = OrganizationView.Of(organization);
        organization.Describe(request.Name?.Trim() ?? organization.Name, request.TimeZone ?? organization.TimeZone);
        var view = OrganizationView.Of(organization);
        pass.Note(view.Id.ToString(), view.Name, before, view);
        pass.Raise(new OrganizationUpdated(view.Id, view.Name));
        return view;
    }
}
