using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Returns the stylesheet with the storefront's colors, or 404 if the organization uses the default color.</summary>
public sealed class GetStylesheet(Gate gate) : Query<GetStylesheet.Request, GetStylesheet.Answer>(gate)
{
    public sealed record Request : IRequest;

    public sealed record Answer(string Sheet, string Hash);

    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "storefront.get_stylesheet";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var accent = await context.FinalRead().StorefrontBrandings.Select(branding => branding.Accent).SingleOrDefaultAsync(ct);
        return AccentTheme.Of(accent) is { } theme ? new Answer(theme.Sheet, theme.Hash) : Problem.Missing("The stylesheet");
    }
}
