using App.Accounts;
using App.Platform;
using App.Platform.Ui;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>What the staff shell shows around every page: where one is, who one is, where else one may go.</summary>
public sealed class GetStaffFrame(Gate gate) : Query<GetStaffFrame.Request, StaffFrame>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyMember;
    protected internal override string Action => "organization.frame";

    protected override async Task<Result<StaffFrame>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (pass.Actor.AccountId is not { } account)
            return Problem.Missing("The page");
        var email = await pass.Db.Accounts.Where(row => row.Id == account).Select(row => row.Email!).SingleAsync(ct);
        var links = await pass.Last.Database.SqlQuery<OrganizationLink>($"select slug, name from platform.memberships({account}) order by name").ToListAsync(ct);
        var tenant = pass.Organization;
        return new StaffFrame(tenant.Slug, tenant.Name, pass.Actor.Name, email, links, [.. pass.Actor.Permissions]) { ZoneName = tenant.TimeZone, Currency = tenant.Currency };
    }
}
