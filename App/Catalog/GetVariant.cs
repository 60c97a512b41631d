using App.Platform;

namespace App.Catalog;

/// <summary>One variant, archived or not.</summary>
public sealed class GetVariant(Gate gate) : Query<GetVariant.Request, VariantView>(gate)
{
    static readonly RowById<Variant, VariantView> Row = new(variant => VariantView.Of(variant), archived: true);

    public sealed record Request(Id<Variant> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => CatalogPermissions.Read;
    protected internal override string Action => "variant.get";

    protected override async Task<Result<VariantView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } variant ? variant : Problem.Missing("The variant");
}
