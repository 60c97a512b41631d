using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>What a password is to be verified against, read before the slow work begins. The answer never leaves the process.</summary>
public sealed class FindShopperPassword(Gate gate) : Query<FindShopperPassword.Request, FindShopperPassword.Answer>(gate)
{
    public sealed record Request(string? Email) : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(StoredShopperPassword? Stored);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper.find_password";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (request.Email is not { Length: > 0 and <= 254 } email || !email.IsWholeUtf16() || email.Any(char.IsControl))
            return new Answer(null);
        var normalized = Shopper.Normalize(email);
        return new Answer(await pass.Db.Shoppers.Where(shopper => shopper.NormalizedEmail == normalized && shopper.WithdrawnAt == null && shopper.PasswordHash != null)
            .Select(shopper => new StoredShopperPassword(shopper.Id, shopper.PasswordHash!)).SingleOrDefaultAsync(ct));
    }
}
