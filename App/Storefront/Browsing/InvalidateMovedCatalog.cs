using App.Organizations;

namespace App.Storefront;

/// <summary>
/// Drops the cached pages of an organization under its previous and its new slug, on every instance. Otherwise the previous one
/// would show them instead of redirecting.
/// </summary>
sealed class InvalidateMovedCatalog(CatalogCache cache) : IEventHandler<OrganizationSlugChanged>
{
    public Task HandleAsync(OrganizationSlugChanged raised, EventContext context, CancellationToken ct)
    {
        cache.Invalidate(raised.From);
        cache.Invalidate(raised.To);
        return Task.CompletedTask;
    }
}
