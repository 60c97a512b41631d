using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Another color or logo for the storefront.</summary>
public sealed class UpdateStorefront(Gate gate) : Operation<UpdateStorefront.Request, LookView>(gate)
{
    public sealed record Request : IRequest
    {
        /// <summary>Absent: as it is; null: ours.</summary>
        public Optional<string?> Accent { get; init; }

        /// <summary>Absent: as it is; null: none, the name alone.</summary>
        public Optional<byte[]?> Logo { get; init; }

        public void Check(Checks checks)
        {
            checks.That(Accent.Or(null) is null || Rgb.TryParse(Accent.Value, out _), nameof(Accent), "The color must be six hexadecimal digits after #, such as #0E6B58.");
            if (Logo.Or(null) is { } file && LogoFile.Fault(file) is { } fault)
                checks.That(false, nameof(Logo), fault);
        }
    }

    protected internal override Permission Permission => StorefrontPermissions.Change;
    protected internal override string Action => "storefront.update";

    protected override async Task<Result<LookView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.StorefrontLooks.SingleOrDefaultAsync(ct) is not { } look)
            pass.Db.StorefrontLooks.Add(look = StorefrontLook.Plain(pass.Now));
        var before = LookView.Of(look);
        if (request.Accent.Given)
            look.Paint(request.Accent.Value, pass.Now);
        if (request.Logo.Given)
            look.Sign(request.Logo.Value, pass.Now);
        var view = LookView.Of(look);
        pass.Note(TypeId.Format("org", pass.Organization.Id), pass.Organization.Name, before, view);
        return view;
    }
}
