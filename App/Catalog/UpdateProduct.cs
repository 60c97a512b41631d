using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Changes a product's name, description or category.</summary>
public sealed class UpdateProduct(Gate gate) : Operation<UpdateProduct.Request, ProductView>(gate)
{
    /// <param name="Name">Up to 200 characters. Omit to keep the current value.</param>
    public sealed record Changes([property: NoNull] string? Name = null)
    {
        /// <summary>Up to 4,000 characters. Omit to keep the current value; null clears it.</summary>
        [Multiline]
        public Optional<string?> Description { get; init; }

        /// <summary>Up to 80 characters. Omit to keep the current value; null clears it.</summary>
        public Optional<string?> Category { get; init; }
    }

    public sealed record Request(Id<Product> Id, Changes Changes) : IRequest
    {
        public void Check(Checks checks)
        {
            if (Changes.Name is not null)
                checks.Text(Changes.Name, 200, "The name", "name");
            checks.OptionalText(Changes.Description.Or(null), 4000, "The description", "description")
                .OptionalText(Changes.Category.Or(null), 80, "The category", "category");
        }
    }

    protected internal override Access Access => Access.Member(CatalogPermissions.Change);
    protected internal override string Action => "product.update";

    protected override async Task<Result<ProductView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var product = await context.Db.Products.Include(product => product.Variants)
            .SingleOrDefaultAsync(product => product.Id == request.Id, ct);
        if (product is null)
            return Problem.Missing("The product");

        var before = ProductView.Of(product);
        var changes = request.Changes;
        product.Describe(
            changes.Name ?? product.Name, changes.Description.Or(product.Description), changes.Category.Or(product.Category),
            context.Now);

        var view = ProductView.Of(product);
        context.NoteUpdate(product.Id.ToString(), product.Name, before, view);
        context.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
