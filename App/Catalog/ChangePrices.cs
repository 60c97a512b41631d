using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>
/// Changes the prices of a product's variants. Fails with <c>price_changed</c> if a price is not the one that the caller has
/// read. Existing orders keep the prices at which they were placed.
/// </summary>
public sealed class ChangePrices(Gate gate) : Operation<ChangePrices.Request, ProductView>(gate)
{
    /// <param name="VariantId">Variant of this product.</param>
    /// <param name="From">Price of one unit that the caller has read, in minor units.</param>
    /// <param name="To">New price of one unit, in minor units.</param>
    public sealed record Change(Id<Variant> VariantId, Money From, Money To);

    public sealed record Request(Id<Product> Id, [property: NoNull] IReadOnlyList<Change> Changes) : IRequest
    {
        public void Check(Checks checks) => checks
            .That(Changes.Count is > 0 and <= 200, nameof(Changes), "List 1 to 200 variants.", "out_of_range")
            .Each(Changes, "changes", (inner, change) => inner.Price(change.To, "The price", "to"));
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "product.change_prices";

    protected override async Task<Result<ProductView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.LockAsync(request.Id, product => product.Variants, ct) is not { } product)
            return Problem.Missing("The product");
        var before = ProductView.Of(product);
        foreach (var change in request.Changes)
        {
            if (product.Variants.SingleOrDefault(variant => variant.Id == change.VariantId) is not { ArchivedAt: null } variant)
                return Problem.Missing("The variant");
            if (change.To.Currency != context.Organization.Currency)
                return CatalogProblems.Currency(context.Organization.Currency);
            if (variant.Price != change.From)
                return CatalogProblems.PriceChanged;
            variant.ChangePrice(change.To, context.Now);
        }
        product.VariantChanged(context.Now);
        var view = ProductView.Of(product);
        context.NoteUpdate(product.Id.ToString(), product.Name, before, view);
        context.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
