using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Changes the storefront's accent color, its logo, or both.</summary>
public sealed class UpdateStorefront(Gate gate, CatalogCache cache) : Operation<UpdateStorefront.Request, BrandingView>(gate)
{
    public sealed record Request : IRequest
    {
        /// <summary>
        /// Sets the accent color, such as <c>#0E6B58</c>. Omit to keep the current color; null restores the default.
        /// </summary>
        public Optional<string?> Accent { get; init; }

        /// <summary>
        /// Sets the logo: a PNG, JPEG or WebP file of at most 200 kB and 4000 by 4000 pixels. Omit to keep the current logo; null
        /// removes it, and the storefront shows the organization's name.
        /// </summary>
        public Optional<byte[]?> Logo { get; init; }

        public void Check(Checks checks)
        {
            checks.That(Accent.Or(null) is null || Rgb.TryParse(Accent.Value, out _), nameof(Accent),
                "The color must be # and six hexadecimal digits, such as #0E6B58.");
            if (Logo.Or(null) is { } file && LogoFile.Fault(file) is { } fault)
                checks.That(false, nameof(Logo), fault);
        }
    }

    protected internal override Access Access => Access.Member(StorefrontPermissions.Change);
    protected internal override string Action => "storefront.update";

    protected override async Task<Result<BrandingView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var branding = await context.Db.StorefrontBrandings.SingleOrDefaultAsync(ct);
        if (branding is null)
        {
            branding = StorefrontBranding.Plain(context.Now);
            context.Db.StorefrontBrandings.Add(branding);
        }
        var before = BrandingView.Of(branding);
        if (request.Accent.Given)
            branding.Paint(request.Accent.Value, context.Now);
        if (request.Logo.Given)
            branding.Sign(request.Logo.Value, context.Now);
        var view = BrandingView.Of(branding);
        context.NoteUpdate(TypeId.Format("org", context.Organization.Id), context.Organization.Name, before, view);
        var slug = context.Organization.Slug;
        context.AfterCommit(() => cache.Invalidate(slug)); // cached pages show the colors and the logo
        return view;
    }
}
