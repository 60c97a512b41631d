using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>
/// Returns what the staff layout shows on every page: the organization, the member and all organizations of the member.
/// </summary>
public sealed class GetOrganizationContext(Gate gate, AccountStore accounts)
    : Query<GetOrganizationContext.Request, OrganizationContext>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "organization.get_context";

    protected override async Task<Result<OrganizationContext>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (context.Actor.AccountId is not { } accountId
            || await accounts.FindAsync(context, accountId, ct) is not { Email: { } email })
            return Problem.Missing("The page");
        var links = await context.FinalRead().Database
            .SqlQuery<OrganizationLink>($"select slug, name from platform.memberships({accountId}) order by name")
            .ToListAsync(ct);
        var actor = context.Actor;
        var organization = context.Organization;
        return new OrganizationContext(
            organization.Slug, organization.Name, actor.Name, email, links, [.. actor.Permissions])
        {
            Id = organization.Id,
            MemberId = actor.Id,
            Role = actor.Role?.Role,
            RoleName = actor.Role?.Title,
            ZoneName = organization.TimeZone,
            Currency = organization.Currency,
        };
    }
}
