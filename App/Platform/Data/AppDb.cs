using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace App.Platform;

/// <summary>
/// The one context. Only the Gate makes it, bound to one organization (or to none), for one operation or query. Features map
/// their tables in <c>&lt;Thing&gt;Tables.cs</c> and reach them through extension properties declared there.
/// </summary>
public sealed class AppDb : DbContext
{
    public AppDb(DbContextOptions<AppDb> options) : base(options) => ChangeTracker.Tracking += Stamp;

    /// <summary>The organization that every filter, new row and saved change is held to; empty when none is entered.</summary>
    public Guid OrganizationId { get; internal set; }

    bool readOnly;
    Opening opening;
    Leave leave;

    enum Opening { Free, First, Taken }
    enum Leave { No, WithNext, Taken }

    /// <summary>Contexts are pooled, because making one costs more than a simple query: each call begins with one that knows nothing of the last.</summary>
    internal void Begin(bool readOnly)
    {
        (OrganizationId, this.readOnly, opening, leave) = (Guid.Empty, readOnly, Opening.First, Leave.No);
        ChangeTracker.QueryTrackingBehavior = readOnly ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll;
        Database.AutoSavepointsEnabled = false; // the Gate rolls back all of it or nothing
    }

    /// <summary>True once for each call; see <see cref="OneOpening"/>.</summary>
    internal bool MayOpen()
    {
        if (opening == Opening.Taken)
            return false;
        if (opening == Opening.First)
            opening = Opening.Taken;
        return true;
    }

    /// <summary>Whether the last statement has gone, and the commit with it.</summary>
    internal bool HasLeft => leave == Leave.Taken;

    /// <summary>The next statement is the last; <see cref="LastStatement"/> sends the commit along.</summary>
    internal void LeaveWithNext()
    {
        if (!readOnly)
            throw new InvalidOperationException("An operation is committed by the Gate, with its audit entry. Only a query has a last statement.");
        Stays();
        leave = Leave.WithNext;
    }

    /// <summary>True for the one statement that takes the commit along.</summary>
    internal bool Leaves()
    {
        if (leave == Leave.No)
            return false;
        leave = Leave.Taken;
        return true;
    }

    /// <summary>A bug caught in time: after the commit the organization is no longer set, and a statement would find nothing.</summary>
    internal void Stays()
    {
        if (HasLeft)
            throw new InvalidOperationException("The query has sent its last statement, and the commit with it. Read before pass.Last.");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var type in typeof(AppDb).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IIdentified)) && type.IsClass))
            configurationBuilder.Properties(typeof(Id<>).MakeGenericType(type))
                .HaveConversion(typeof(IdConverter<>).MakeGenericType(type));
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        configurationBuilder.ComplexProperties<Money>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            if (entity.ClrType.IsAssignableTo(typeof(IOwned)))
                Bind(nameof(FilterByOrganization), entity.ClrType, modelBuilder);
            if (entity.ClrType.IsAssignableTo(typeof(IArchivable)))
                Bind(nameof(FilterArchived), entity.ClrType, modelBuilder);
        }
        modelBuilder.UseSnakeCase();
    }

    void Bind(string method, Type entity, ModelBuilder modelBuilder) =>
        typeof(AppDb).GetMethod(method, BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(entity).Invoke(this, [modelBuilder]);

    void FilterByOrganization<T>(ModelBuilder modelBuilder) where T : class, IOwned =>
        modelBuilder.Entity<T>().HasQueryFilter(Filters.Organization, row => row.OrganizationId == OrganizationId);

    static void FilterArchived<T>(ModelBuilder modelBuilder) where T : class, IArchivable =>
        modelBuilder.Entity<T>().HasQueryFilter(Filters.Archived, row => row.ArchivedAt == null);

    /// <summary>A new row belongs to the organization entered; factories need not know it.</summary>
    void Stamp(object? sender, EntityTrackingEventArgs tracking)
    {
        if (!tracking.FromQuery && tracking.State == EntityState.Added && tracking.Entry.Entity is IOwned { OrganizationId: var owner } && owner == Guid.Empty)
            tracking.Entry.Metadata.FindProperty(nameof(IOwned.OrganizationId))!.PropertyInfo!.SetValue(tracking.Entry.Entity, OrganizationId);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseForeignRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Rows are saved by the Gate, asynchronously.");

    /// <summary>The third belt: whatever was loaded or added, a row of another organization is never written.</summary>
    void RefuseForeignRows()
    {
        if (readOnly)
            throw new InvalidOperationException("A query reads. To write, derive from Operation.");
        foreach (var entry in ChangeTracker.Entries<IOwned>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && (OrganizationId == Guid.Empty || entry.Entity.OrganizationId != OrganizationId))
                throw new ForeignRowException(entry.Metadata.DisplayName());
    }

    sealed class IdConverter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value)) where T : IIdentified;
}

/// <summary>Names of the query filters; ignoring one by name never drops the other.</summary>
public static class Filters
{
    public const string Organization = "organization";
    public const string Archived = "archived";
}

/// <summary>A bug caught in time: code tried to save a row that is not of the organization the Gate opened for.</summary>
public sealed class ForeignRowException(string entity)
    : InvalidOperationException($"A {entity} of another organization must not be saved.");
