using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Returns the storefront's accent color and logo hash, for members who can change them.</summary>
public sealed class GetStorefrontBranding(Gate gate) : Query<GetStorefrontBranding.Request, BrandingView>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Member(StorefrontPermissions.Change);
    protected internal override string Action => "storefront.get_branding";

    protected override async Task<Result<BrandingView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().StorefrontBrandings
            .Select(branding => new BrandingView(branding.Accent, branding.LogoHash))
            .SingleOrDefaultAsync(ct)
        ?? new BrandingView(null, null);
}
