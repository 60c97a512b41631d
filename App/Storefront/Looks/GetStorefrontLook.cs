using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>How the storefront looks, for those who may change it.</summary>
public sealed class GetStorefrontLook(Gate gate) : Query<GetStorefrontLook.Request, LookView>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => StorefrontPermissions.Change;
    protected internal override string Action => "storefront.look";

    protected override async Task<Result<LookView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.StorefrontLooks.Select(look => new LookView(look.Accent, look.LogoHash)).SingleOrDefaultAsync(ct) ?? new LookView(null, null);
}
