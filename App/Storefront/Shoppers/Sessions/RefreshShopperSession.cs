using App.SignIn;

namespace App.Storefront;

/// <summary>Exchanges a shopper's refresh token for a new one.</summary>
public sealed class RefreshShopperSession(Gate gate, ShopperRealm realm) : RefreshSessionFlow<ShopperRealm>(gate, realm)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper_session.refresh";

    /// <summary>A shopper's session belongs to one storefront.</summary>
    protected override Task<Result<Guid?>> SelectAsync(
        Session session, string? named, OperationContext context, CancellationToken ct) =>
        Task.FromResult<Result<Guid?>>((Guid?)context.Organization.Id);
}
