using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.SavedViews;

public static class SavedViewTables
{
    extension(AppDb db)
    {
        public DbSet<SavedView> SavedViews => db.Set<SavedView>();
    }

    /// <summary>Selects the views of a list that the actor can use: its own and the shared ones.</summary>
    internal static IQueryable<SavedView> VisibleTo(this IQueryable<SavedView> views, Actor actor, string list) =>
        views.Where(view => view.List == list && (view.IsShared || view.MemberId == actor.Id));
}

sealed class SavedViewTable : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> entity)
    {
        entity.ToTable("saved_views").Grant(Grants.All);
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.List).HasMaxLength(SavedView.LongestList);
        entity.Property(row => row.Name).HasMaxLength(SavedView.LongestName);
        entity.Property(row => row.Query).HasMaxLength(SavedView.LongestQuery);
        entity.Property(row => row.MemberId).HasMaxLength(64);
        entity.Property(row => row.MemberName).HasMaxLength(200);
        entity.Ignore(row => row.Draft);
        entity.HasIndex(row => new { row.OrganizationId, row.List });
    }
}
