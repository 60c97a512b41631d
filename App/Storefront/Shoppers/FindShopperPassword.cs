using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>What a password is to be verified against, read before the slow work begins. The answer never leaves the process.</summary>
public sealed class FindShopperPassword(Gate gate) : Query<FindShopperPassword.Request, FindShopperPassword.Answer>(gate)
{
    /// <param name="Email">By address.</param>
    /// <param name="Own">Or the caller's own.</param>
    public sealed record Request(string? Email, bool Own = false) : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(StoredShopperPassword? Stored);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper.find_password";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var own = request.Own ? CartBook.ShopperOf(pass) : null;
        if (own is null && !IsSound(request.Email))
            return new Answer(null);
        var normalized = own is null ? Shopper.Normalize(request.Email!) : null;
        return new Answer(await pass.Last.Shoppers.Where(shopper => own != null ? shopper.Id == own : shopper.NormalizedEmail == normalized)
            .Where(shopper => shopper.WithdrawnAt == null && shopper.PasswordHash != null)
            .Select(shopper => new StoredShopperPassword(shopper.Id, shopper.PasswordHash!)).SingleOrDefaultAsync(ct));
    }

    static bool IsSound(string? email) => email is { Length: > 0 and <= 254 } && email.IsWholeUtf16() && !email.Any(char.IsControl);
}
