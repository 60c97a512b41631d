using App.Platform.Ui;

namespace App.Platform;

/// <summary>A feature's table of contents: what it plugs into the house's sockets. One for each feature, listed in <c>House.cs</c>.</summary>
public abstract class Module
{
    /// <summary>What people call the feature.</summary>
    public abstract string Title { get; }

    /// <summary>Books and other services. Operations and queries register themselves.</summary>
    public virtual void AddServices(IServiceCollection services, IConfiguration configuration) { }

    /// <summary>The REST door and other HTTP endpoints; pages route themselves.</summary>
    public virtual void MapRoutes(IEndpointRouteBuilder routes) { }

    public virtual IReadOnlyList<Permission> Permissions => [];
    public virtual IReadOnlyList<EventType> Events => [];
    public virtual IReadOnlyList<NavEntry> Navigation => [];

    /// <summary>What the feature puts on pages of features below it.</summary>
    public virtual IReadOnlyList<PagePart> Parts => [];

    /// <summary>Named refusals, for the docs.</summary>
    public virtual IReadOnlyList<Problem> Problems => [];

    /// <summary>What a violated database constraint means to a caller.</summary>
    public virtual IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>();
}
