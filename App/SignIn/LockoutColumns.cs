using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.SignIn;

/// <summary>Maps the <see cref="Lockout"/> of a login or of a known device to columns of its own table.</summary>
public static class LockoutColumns
{
    public static void HasLockout<T>(this EntityTypeBuilder<T> entity, Expression<Func<T, Lockout>> property) where T : class =>
        entity.ComplexProperty(property!, lockout =>
        {
            lockout.IsRequired();
            lockout.Property(row => row.FailedCount).HasColumnName("failed_count");
            lockout.Property(row => row.FailedAt).HasColumnName("failed_at");
            lockout.Property(row => row.LockedUntil).HasColumnName("locked_until");
            lockout.Property(row => row.NotifiedAt).HasColumnName("notified_at");
        });
}
