using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Creates organizations, on sign-up or for a signed-in account. The caller authorizes it.</summary>
public sealed class OrganizationCreation(SlugStore slugs)
{
    /// <summary>Creates the organization and makes it current. The given account becomes its owner.</summary>
    public async Task<OrganizationView> CreateAsync(
        OperationContext context, NewOrganization details, AccountView founder, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(context.Now);
        await context.EnterAsync(id, ct);
        var organization = await InsertAsync(context, id, details, ct);
        var owner = Member.Join(founder.Id.Value, RoleCatalog.Of(Role.Owner), context.Now);
        context.Db.Members.Add(owner);
        context.Recognize(owner.Id.ToString(), founder.Name, founder.Id.Value);

        var view = OrganizationView.Of(organization);
        context.Raise(new OrganizationCreated(view.Id, view.Name));
        context.Raise(new MemberJoined(owner.Id, founder.Name, founder.Email, Role.Owner));
        return view;
    }

    /// <summary>
    /// Inserts under the first free slug: the chosen one if nobody else has claimed it since it was chosen.
    /// </summary>
    async Task<Organization> InsertAsync(OperationContext context, Guid id, NewOrganization details, CancellationToken ct)
    {
        var candidates = details.Slug is { } chosen ? SlugRules.Near(chosen).Prepend(chosen) : SlugRules.For(details.Name);
        foreach (var slug in candidates)
        {
            if (!await slugs.ClaimAsync(context, slug, id, ct))
                continue;
            var organization = Organization.Found(id, slug, details.Name.Trim(), details.Currency, details.TimeZone, context.Now);
            await context.Db.Database.ExecuteSqlAsync($"""
                insert into organizations (id, slug, name, currency, time_zone, created_at)
                values ({id}, {slug}, {organization.Name}, {details.Currency}, {details.TimeZone}, {context.Now})
                """, ct);
            return organization;
        }
        throw new InvalidOperationException("Ran out of slug candidates.");
    }
}
