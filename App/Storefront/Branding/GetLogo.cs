using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Returns the storefront's logo: the image file, its content type and its hash.</summary>
public sealed class GetLogo(Gate gate) : Query<GetLogo.Request, GetLogo.Answer>(gate)
{
    public sealed record Request : IRequest;

    public sealed record Answer(byte[] File, string Type, string Hash);

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "storefront.get_logo";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var logo = await context.FinalRead().StorefrontBrandings
            .Where(branding => branding.Logo != null)
            .Select(branding => new Answer(branding.Logo!, branding.LogoType!, branding.LogoHash!))
            .SingleOrDefaultAsync(ct);
        return logo is null ? Problem.Missing("The logo") : logo;
    }
}
