using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Comments;

public static class CommentTables
{
    extension(AppDb db)
    {
        public DbSet<Comment> Comments => db.Set<Comment>();
    }
}

sealed class CommentTable : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> entity)
    {
        entity.ToTable("comments").Grant(Grants.All).Listed();
        entity.HasKey(row => new { row.OrganizationId, row.Id });
        entity.Property(row => row.RecordId).HasMaxLength(64);
        entity.Property(row => row.AuthorKind).HasConversion<string>().HasMaxLength(20);
        entity.Property(row => row.AuthorId).HasMaxLength(64);
        entity.Property(row => row.AuthorName).HasMaxLength(200);
        entity.Property(row => row.Text).HasMaxLength(Comment.Longest);
        entity.HasIndex(row => new { row.OrganizationId, row.RecordId, row.Id });
    }
}
