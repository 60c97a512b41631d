using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Catalog;

/// <summary>Another name, description or category.</summary>
public sealed class UpdateProduct(Gate gate) : Operation<UpdateProduct.Request, ProductView>(gate)
{
    /// <param name="Name">Absent: as it is.</param>
    public sealed record Changes(string? Name = null)
    {
        /// <summary>Absent: as it is; null: none.</summary>
        public Optional<string?> Description { get; init; }

        /// <summary>Absent: as it is; null: none.</summary>
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

    protected internal override Permission Permission => CatalogPermissions.Change;
    protected internal override string Action => "product.update";

    protected override async Task<Result<ProductView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.Products.Include(product => product.Variants).SingleOrDefaultAsync(product => product.Id == request.Id, ct) is not { } product)
            return Problem.Missing("The product");

        var before = ProductView.Of(product);
        product.Describe(request.Changes.Name ?? product.Name, request.Changes.Description.Or(product.Description), request.Changes.Category.Or(product.Category), pass.Now);

        var view = ProductView.Of(product);
        pass.Note(product.Id.ToString(), product.Name, before, view);
        pass.Raise(new ProductUpdated(product.Id, product.Name));
        return view;
    }
}
