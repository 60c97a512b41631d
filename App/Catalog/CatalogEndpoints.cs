using Microsoft.AspNetCore.Mvc;

namespace App.Catalog;

static class CatalogEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var products = routes.MapResource(
            "/products", "Products",
            "What is described and shown in the catalog and the storefront. A product has one or more variants.");
        products.MapGet("/", ([AsParameters] PageQuery page, [FromQuery] string? q,
            [FromQuery] bool? archived, [FromQuery] string? category, ListProducts list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), q, archived ?? false, category), ct).ToOk());
        products.MapGet("/{id}", (Id<Product> id, GetProduct get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
        products.MapPost("/", (CreateProduct.Request request, IdempotencyKey? key, CreateProduct create, CancellationToken ct) =>
            create.ExecuteAsync(request, key, ct).ToCreated(product => $"{Api.Base}/products/{product.Id}"));
        products.MapPatch("/{id}", (
            Id<Product> id, UpdateProduct.Changes changes, IdempotencyKey? key, UpdateProduct update, CancellationToken ct) =>
            update.ExecuteAsync(new(id, changes), key, ct).ToOk());
        products.MapDelete("/{id}", (Id<Product> id, ArchiveProduct archive, CancellationToken ct) =>
            archive.ExecuteAsync(new(id), null, ct).ToNoContent());
        products.MapPost("/{id}/restore", (
            Id<Product> id, IdempotencyKey? key, RestoreProduct restore, CancellationToken ct) =>
            restore.ExecuteAsync(new(id), key, ct).ToOk());

        var variants = routes.MapResource(
            "/variants", "Variants",
            "What is sold and counted: a SKU with a unit, a price and an optional barcode. Orders and stock refer to "
            + "variants.");
        variants.MapGet("/", ([AsParameters] PageQuery page, [FromQuery] string? q, [FromQuery] string? sku,
            [FromQuery] string? barcode, [FromQuery] bool? archived, [FromQuery(Name = "product_id")] Id<Product>? productId,
            ListVariants list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), q, sku, barcode, archived ?? false, productId), ct).ToOk());
        variants.MapGet("/{id}", (Id<Variant> id, GetVariant get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
        variants.MapPost("/", (AddVariant.Request request, IdempotencyKey? key, AddVariant add, CancellationToken ct) =>
            add.ExecuteAsync(request, key, ct).ToCreated(variant => $"{Api.Base}/variants/{variant.Id}"));
        variants.MapPatch("/{id}", (
            Id<Variant> id, UpdateVariant.Changes changes, IdempotencyKey? key, UpdateVariant update, CancellationToken ct) =>
            update.ExecuteAsync(new(id, changes), key, ct).ToOk());
        variants.MapDelete("/{id}", (Id<Variant> id, ArchiveVariant archive, CancellationToken ct) =>
            archive.ExecuteAsync(new(id), null, ct).ToNoContent());
        variants.MapPost("/{id}/restore", (
            Id<Variant> id, IdempotencyKey? key, RestoreVariant restore, CancellationToken ct) =>
            restore.ExecuteAsync(new(id), key, ct).ToOk());
    }
}
