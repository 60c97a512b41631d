namespace App.Platform.Http;

/// <summary>Declares what a feature adds to the app. Each feature has one module, listed in <c>Features.cs</c>.</summary>
public abstract class Module
{
    /// <summary>Gets the display name of the feature.</summary>
    public abstract string Title { get; }

    /// <summary>Registers services. Operations and queries are registered automatically.</summary>
    public virtual void AddServices(IServiceCollection services, IConfiguration configuration) { }

    /// <summary>Maps API routes and other HTTP endpoints. Pages are mapped automatically.</summary>
    public virtual void MapRoutes(IEndpointRouteBuilder routes) { }

    public virtual IReadOnlyList<Permission> Permissions => [];

    /// <summary>Gets the roles that members can have.</summary>
    public virtual IReadOnlyList<RolePermissions> Roles => [];

    /// <summary>Gets the resolvers of the credentials that the feature issues.</summary>
    public virtual IReadOnlyList<ICredentialResolver> Credentials => [];

    public virtual IReadOnlyList<EventType> Events => [];

    /// <summary>Gets the records of events that happen to accounts. Only event handlers receive them.</summary>
    public virtual IReadOnlyList<Type> AccountEvents => [];

    /// <summary>Gets the handlers of events, its own or those of features in lower layers.</summary>
    public virtual IReadOnlyList<HandlerDeclaration> Handlers => [];

    /// <summary>Gets the changes that the feature adds to operations of lower features, in their transaction.</summary>
    public virtual IReadOnlyList<TransactionHandler> TransactionHandlers => [];

    public virtual IReadOnlyList<NavEntry> Navigation => [];

    /// <summary>Gets the names of the statuses that the feature's pages show in a <c>StatusBadge</c>.</summary>
    public virtual IReadOnlyList<StatusName> Statuses => [];

    /// <summary>Gets the parts that the feature adds to pages of features in lower layers.</summary>
    public virtual IReadOnlyList<PagePart> Parts => [];

    /// <summary>Gets the cards that the feature adds to the home page of the staff area.</summary>
    public virtual IReadOnlyList<HomeCard> HomeCards => [];

    /// <summary>Gets what the feature adds to the timelines of records.</summary>
    public virtual IReadOnlyList<TimelinePart> TimelineParts => [];

    /// <summary>Gets the steps that the feature adds to the setup list of a new organization.</summary>
    public virtual IReadOnlyList<SetupStep> SetupSteps => [];

    /// <summary>Gets the records that the search of the staff area finds.</summary>
    public virtual IReadOnlyList<RecordKind> Records => [];

    /// <summary>Gets the records that have a page of their own, so members can comment on them.</summary>
    public virtual IReadOnlyList<RecordPage> RecordPages => [];

    /// <summary>Gets the actions that the search of the staff area offers.</summary>
    public virtual IReadOnlyList<QuickAction> Actions => [];

    /// <summary>Gets the changes that members can make to many records at once.</summary>
    public virtual IReadOnlyList<BulkAction> BulkActions => [];

    /// <summary>Gets the lists that members can export.</summary>
    public virtual IReadOnlyList<ExportList> ExportLists => [];

    /// <summary>Gets the problems that the feature's operations can return, for the documentation.</summary>
    public virtual IReadOnlyList<Problem> Problems => [];

    /// <summary>Gets the examples of members in the API reference, in addition to the shared ones.</summary>
    public virtual IReadOnlyList<Example> Examples => [];

    /// <summary>Gets the settings of an installation that only this feature reads.</summary>
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>Gets the rate limits of the feature's pages and routes. The general ones are in <see cref="Limit"/>.</summary>
    public virtual IReadOnlyList<Limit> RateLimits => [];

    /// <summary>Gets how long rows are kept in the feature's tables. A scheduled job deletes older ones.</summary>
    public virtual IReadOnlyList<Retention> Retention => [];

    /// <summary>Gets what is always true of the feature's rows. build/check.sql checks it.</summary>
    public virtual IReadOnlyList<Invariant> Invariants => [];

    /// <summary>Gets the problem to return for each database constraint that a caller can violate, by constraint name.</summary>
    public virtual IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>();
}
