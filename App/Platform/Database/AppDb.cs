using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace App.Platform.Database;

/// <summary>
/// This is the only database context. The Gate creates it for one operation or query, bound to one organization or to none.
/// Features map their tables in <c>&lt;Thing&gt;Tables.cs</c> and declare extension properties for them there.
/// </summary>
public sealed class AppDb : DbContext
{
    public AppDb(DbContextOptions<AppDb> options) : base(options) => ChangeTracker.Tracking += Stamp;

    /// <summary>Gets the organization of every query, new row and saved change; empty if the call has none.</summary>
    public Guid OrganizationId { get; internal set; }

    bool readOnly;
    ConnectionState connection;
    FinalReadState finalRead;

    enum ConnectionState { Unlimited, NotOpened, Opened }
    enum FinalReadState { None, Next, Sent }

    /// <summary>
    /// Resets a pooled context for the next call. Contexts are pooled because creating one costs more than a simple query.
    /// </summary>
    internal void Begin(bool readOnly)
    {
        OrganizationId = Guid.Empty;
        this.readOnly = readOnly;
        connection = ConnectionState.NotOpened;
        finalRead = FinalReadState.None;
        ChangeTracker.QueryTrackingBehavior = readOnly ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll;
        Database.AutoSavepointsEnabled = false; // the Gate rolls back everything or nothing
    }

    /// <summary>Returns true once per call; see <see cref="SingleConnectionInterceptor"/>.</summary>
    internal bool MayOpenConnection()
    {
        if (connection == ConnectionState.Opened)
            return false;
        if (connection == ConnectionState.NotOpened)
            connection = ConnectionState.Opened;
        return true;
    }

    /// <summary>Gets whether the final read, and the commit with it, has been sent.</summary>
    internal bool IsCommitted => finalRead == FinalReadState.Sent;

    /// <summary>
    /// Marks the next statement as the last one; <see cref="CommitWithLastReadInterceptor"/> sends the commit with it.
    /// </summary>
    internal void CommitWithNext()
    {
        if (!readOnly)
            throw new InvalidOperationException(
                "The Gate commits an operation, together with its audit entry. Only a query has a final read.");
        ThrowIfCommitted();
        finalRead = FinalReadState.Next;
    }

    /// <summary>Returns true for the one statement that carries the commit.</summary>
    internal bool TakeCommit()
    {
        if (finalRead == FinalReadState.None)
            return false;
        finalRead = FinalReadState.Sent;
        return true;
    }

    /// <summary>Catches a bug: after the commit the organization is no longer set, so a statement would find no rows.</summary>
    internal void ThrowIfCommitted()
    {
        if (IsCommitted)
            throw new InvalidOperationException(
                "The query has already sent its final read and the commit. Call FinalRead() only for the last statement.");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var identified = typeof(AppDb).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IIdentified)) && type.IsClass);
        foreach (var type in identified)
            configurationBuilder.Properties(typeof(Id<>).MakeGenericType(type))
                .HaveConversion(typeof(IdConverter<>).MakeGenericType(type));
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        configurationBuilder.ComplexProperties<Money>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        TextColumns.AddCollation(modelBuilder);
        Search.AddFunction(modelBuilder);
        ListedTables.AddFunction(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            if (entity.ClrType.IsAssignableTo(typeof(IOwned)))
                Bind(nameof(FilterByOrganization), entity.ClrType, modelBuilder);
            if (entity.ClrType.IsAssignableTo(typeof(IArchivable)))
                Bind(nameof(FilterArchived), entity.ClrType, modelBuilder);
        }
        modelBuilder.UseSnakeCase();
        modelBuilder.CheckEnums();
    }

    void Bind(string method, Type entity, ModelBuilder modelBuilder) =>
        typeof(AppDb).GetMethod(method, BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(entity).Invoke(this, [modelBuilder]);

    void FilterByOrganization<T>(ModelBuilder modelBuilder) where T : class, IOwned =>
        modelBuilder.Entity<T>().HasQueryFilter(Filters.Organization, row => row.OrganizationId == OrganizationId);

    static void FilterArchived<T>(ModelBuilder modelBuilder) where T : class, IArchivable =>
        modelBuilder.Entity<T>().HasQueryFilter(Filters.Archived, row => row.ArchivedAt == null);

    /// <summary>Assigns new rows to the current organization.</summary>
    void Stamp(object? sender, EntityTrackingEventArgs tracking)
    {
        var entry = tracking.Entry;
        if (!tracking.FromQuery && tracking.State == EntityState.Added
            && entry.Entity is IOwned { OrganizationId: var owner } && owner == Guid.Empty)
            entry.Metadata.FindProperty(nameof(IOwned.OrganizationId))!.PropertyInfo!.SetValue(entry.Entity, OrganizationId);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseForeignRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Only the Gate saves changes, asynchronously.");

    /// <summary>
    /// Refuses to write a row of another organization, however it was loaded or added: the third layer of isolation.
    /// </summary>
    void RefuseForeignRows()
    {
        if (readOnly)
            throw new InvalidOperationException("A query is read-only. Derive from Operation to write.");
        foreach (var entry in ChangeTracker.Entries<IOwned>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && (OrganizationId == Guid.Empty || entry.Entity.OrganizationId != OrganizationId))
                throw new ForeignRowException(entry.Metadata.DisplayName());
    }

    sealed class IdConverter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value))
        where T : IIdentified;
}

/// <summary>Names the query filters, so one can be ignored without the other.</summary>
public static class Filters
{
    public const string Organization = "organization";
    public const string Archived = "archived";
}

/// <summary>Reports that code tried to save a row that does not belong to the organization of the call.</summary>
public sealed class ForeignRowException(string entity)
    : InvalidOperationException($"A {entity} of another organization cannot be saved.");
