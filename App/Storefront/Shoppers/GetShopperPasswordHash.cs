using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// Returns the stored password hash of a shopper, read before the slow verification starts. The result never leaves the
/// process.
/// </summary>
public sealed class GetShopperPasswordHash(Gate gate) : Query<GetShopperPasswordHash.Request, GetShopperPasswordHash.Answer>(gate)
{
    /// <param name="Email">Finds the shopper by their address.</param>
    /// <param name="Own">Finds the calling shopper instead.</param>
    public sealed record Request(string? Email, bool Own = false) : IRequest;

    public sealed record Answer(StoredShopperPassword? Stored);

    protected internal override Permission Permission => Permission.AnyVisitor;
    protected internal override string Action => "shopper_password.get_hash";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var own = request.Own ? CartStore.ShopperOf(context) : null;
        if (own is null && !IsValid(request.Email))
            return new Answer(null);
        var normalized = own is null ? Shopper.Normalize(request.Email!) : null;
        return new Answer(await context.FinalRead().Shoppers
            .Where(shopper => own != null ? shopper.Id == own : shopper.NormalizedEmail == normalized)
            .Where(shopper => shopper.WithdrawnAt == null && shopper.PasswordHash != null)
            .Select(shopper => new StoredShopperPassword(shopper.Id, shopper.PasswordHash!)).SingleOrDefaultAsync(ct));
    }

    static bool IsValid(string? email) =>
        email is { Length: > 0 and <= 254 } && email.IsWholeUtf16() && !email.Any(char.IsControl);
}
