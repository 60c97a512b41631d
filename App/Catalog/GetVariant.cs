namespace App.Catalog;

/// <summary>Returns a variant, archived or not.</summary>
public sealed class GetVariant(Gate gate) : Query<GetVariant.Request, VariantView>(gate)
{
    static readonly CompiledLookup<Variant, VariantView> Row = new(variant => VariantView.Of(variant), archived: true);

    public sealed record Request(Id<Variant> Id) : IRequest;

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "variant.get";

    protected override async Task<Result<VariantView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } variant ? variant : Problem.Missing("The variant");
}
