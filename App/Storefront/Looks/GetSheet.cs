using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>The storefront's colors as a style sheet.</summary>
public sealed class GetSheet(Gate gate) : Query<GetSheet.Request, GetSheet.Answer>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(string Sheet, string Hash);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "storefront.sheet";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        AccentTheme.Of(await pass.Last.StorefrontLooks.Select(look => look.Accent).SingleOrDefaultAsync(ct)) is { } theme
            ? new Answer(theme.Sheet, theme.Hash)
            : Problem.Missing("The style sheet");
}
