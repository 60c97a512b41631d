namespace App.Storefront;

/// <summary>
/// Drops the cached catalog of an organization on every instance when something has changed that its pages show. The content of
/// the event does not matter, so it accepts events of every type.
/// </summary>
sealed class InvalidateCatalog(CatalogCache cache) : IEventHandler<object>
{
    public Task HandleAsync(object raised, EventContext context, CancellationToken ct)
    {
        cache.Invalidate(context.OrganizationSlug);
        return Task.CompletedTask;
    }
}
