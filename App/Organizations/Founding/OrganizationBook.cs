using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Founds organizations, for those who have justified it: by signing up, or signed in.</summary>
public sealed class OrganizationBook
{
    /// <summary>Makes the organization and enters it. Its first member owns it.</summary>
    public async Task<OrganizationView> FoundAsync(Pass pass, Charter charter, AccountView founder, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(pass.Now);
        await pass.EnterAsync(id, ct);
        var organization = await PlaceAsync(pass, id, charter, ct);
        var owner = Member.Join(founder.Id.Value, Role.Owner, pass.Now);
        pass.Db.Members.Add(owner);
        pass.Recognize(owner.Id.ToString(), founder.Name, founder.Id.Value);

        var view = OrganizationView.Of(organization);
        pass.Raise(new OrganizationCreated(view.Id, view.Name));
        pass.Raise(new MemberJoined(owner.Id, founder.Name, founder.Email, Role.Owner));
        return view;
    }

    /// <summary>Under the first free slug. Nobody sees other organizations' slugs, so the unique index is asked by trying.</summary>
    static async Task<Organization> PlaceAsync(Pass pass, Guid id, Charter charter, CancellationToken ct)
    {
        foreach (var slug in Slug.For(charter.Name))
        {
            var organization = Organization.Found(id, slug, charter.Name.Trim(), charter.Currency, charter.TimeZone, pass.Now);
            if (await pass.Db.Database.ExecuteSqlAsync($"""
                insert into organizations (id, slug, name, currency, time_zone, created_at)
                values ({id}, {slug}, {organization.Name}, {organization.Currency}, {organization.TimeZone}, {pass.Now})
                on conflict (slug) do nothing
                """, ct) == 1)
                return organization;
        }
        throw new InvalidOperationException("Candidates do not end.");
    }
}
