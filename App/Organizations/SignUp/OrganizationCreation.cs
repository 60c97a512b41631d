using App.Accounts;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Creates organizations, on sign-up or for a signed-in account. The caller authorizes it.</summary>
public sealed class OrganizationCreation
{
    /// <summary>Creates the organization and makes it current. The given account becomes its owner.</summary>
    public async Task<OrganizationView> CreateAsync(
        OperationContext context, NewOrganization details, AccountView founder, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(context.Now);
        await context.EnterAsync(id, ct);
        var organization = await InsertAsync(context, id, details, ct);
        var owner = Member.Join(founder.Id.Value, Role.Owner, context.Now);
        context.Db.Members.Add(owner);
        context.Recognize(owner.Id.ToString(), founder.Name, founder.Id.Value);

        var view = OrganizationView.Of(organization);
        context.Raise(new OrganizationCreated(view.Id, view.Name));
        context.Raise(new MemberJoined(owner.Id, founder.Name, founder.Email, Role.Owner));
        return view;
    }

    /// <summary>Inserts under the first free slug. Other organizations are invisible here, so the unique index decides.</summary>
    static async Task<Organization> InsertAsync(OperationContext context, Guid id, NewOrganization details, CancellationToken ct)
    {
        foreach (var slug in Slug.For(details.Name))
        {
            var organization = Organization.Found(id, slug, details.Name.Trim(), details.Currency, details.TimeZone, context.Now);
            if (await context.Db.Database.ExecuteSqlAsync($"""
                insert into organizations (id, slug, name, currency, time_zone, created_at)
                values ({id}, {slug}, {details.Name}, {details.Currency}, {details.TimeZone}, {context.Now})
                on conflict (slug) do nothing
                """, ct) == 1)
                return organization;
        }
        throw new InvalidOperationException("Ran out of slug candidates.");
    }
}
