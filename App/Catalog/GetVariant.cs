namespace App.Catalog;

/// <summary>Returns a variant, archived or not.</summary>
public sealed class GetVariant(Gate gate) : GetById<Variant, VariantView>(gate, Row, "The variant")
{
    static readonly CompiledLookup<Variant, VariantView> Row = new(variant => VariantView.Of(variant), archived: true);

    protected internal override Access Access => Access.Member(CatalogPermissions.Read);
    protected internal override string Action => "variant.get";
}
