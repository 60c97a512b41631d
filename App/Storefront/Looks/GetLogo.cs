using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>The storefront's logo.</summary>
public sealed class GetLogo(Gate gate) : Query<GetLogo.Request, GetLogo.Answer>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(byte[] File, string Type, string Hash);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "storefront.logo";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.StorefrontLooks.Where(look => look.Logo != null).Select(look => new Answer(look.Logo!, look.LogoType!, look.LogoHash!)).SingleOrDefaultAsync(ct) is { } logo
            ? logo
            : Problem.Missing("The logo");
}
