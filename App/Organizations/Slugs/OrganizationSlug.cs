using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Organizations;

/// <summary>
/// Represents a slug that an organization has or had. It is never deleted and never gets another organization, so old links lead
/// to the organization they were made for.
/// </summary>
public sealed class OrganizationSlug : IClaimed
{
    OrganizationSlug() { }

    public static OrganizationSlug Claimed(string slug, Guid organizationId, DateTimeOffset now) => new()
    {
        Slug = slug,
        OrganizationId = organizationId,
        Look = SlugRules.LookOf(slug),
        ClaimedAt = now,
    };

    public string Slug { get; private set; } = "";
    public Guid OrganizationId { get; private set; }

    /// <summary>Gets the key of the slugs that look like this one; see <see cref="SlugRules.LookOf"/>.</summary>
    public string Look { get; private set; } = "";
    public DateTimeOffset ClaimedAt { get; private set; }
}

sealed class OrganizationSlugTable : IEntityTypeConfiguration<OrganizationSlug>
{
    public void Configure(EntityTypeBuilder<OrganizationSlug> entity)
    {
        // The app reads and adds slugs only with the functions beside this file: they compare those of all organizations.
        entity.ToTable("organization_slugs", "platform").Grant(Grants.None, ops: Grants.Append);
        entity.HasKey(row => row.Slug);
        entity.Property(row => row.Slug).HasMaxLength(SlugRules.Longest);
        entity.Property(row => row.Look).HasMaxLength(SlugRules.Longest);
        entity.HasIndex(row => row.Look);
        // An organization can only have a slug that it has claimed.
        entity.HasMany<Organization>().WithOne()
            .HasPrincipalKey(row => new { row.OrganizationId, row.Slug })
            .HasForeignKey(row => new { row.OrganizationId, row.Slug })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
