using App.Accounts;
using App.Organizations;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Contains what several shopper operations share: locks, lookups and sessions.</summary>
public sealed class ShopperStore(Caller caller, CartStore carts, KnownShopperDevices devices)
{
    /// <summary>Finds a shopper and locks their row until this transaction ends.</summary>
    public async Task<Shopper?> LockAsync(OperationContext context, Id<Shopper> id, CancellationToken ct) =>
        (await context.Db.Shoppers.FromSql($"""
            select * from shoppers where organization_id = {context.Organization.Id} and id = {id.Value} for update
            """).ToListAsync(ct)).SingleOrDefault();

    /// <summary>Returns the number of failed attempts that lock a shopper of this organization.</summary>
    public Task<int> LockoutThresholdAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Organizations.Select(organization => organization.LockoutThreshold).SingleAsync(ct);

    /// <summary>
    /// Returns the shopper that an emailed invitation link belongs to; null if the link is not valid or has expired.
    /// </summary>
    public Task<Shopper?> FindByLinkAsync(OperationContext context, string token, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var now = context.Now;
        return context.Db.Shoppers.SingleOrDefaultAsync(
            shopper => shopper.LinkHash == hash && shopper.LinkExpiresAt > now && shopper.WithdrawnAt == null, ct);
    }

    /// <summary>
    /// Returns the calling shopper, with their row locked, if they have just proved their own password and are not locked out.
    /// </summary>
    public async Task<Shopper?> LockProvedAsync(OperationContext context, ShopperProof proof, CancellationToken ct)
    {
        if (CartStore.ShopperOf(context) != proof.Proved.ShopperId
            || await LockAsync(context, proof.Proved.ShopperId, ct) is not { } shopper)
            return null;
        var isCurrent = shopper.PasswordHash == proof.Proved.Hash;
        return isCurrent && !shopper.IsLocked(context.Now) ? shopper : null;
    }

    /// <summary>Returns true if a shopper or a pending invitation of this storefront uses the address.</summary>
    public Task<bool> IsTakenAsync(OperationContext context, string email, CancellationToken ct)
    {
        var normalized = Shopper.Normalize(email);
        return context.Db.Shoppers.AnyAsync(row => row.NormalizedEmail == normalized && row.WithdrawnAt == null, ct);
    }

    /// <summary>Ends all sessions of a shopper except one, and returns when each of them was opened.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> EndSessionsAsync(
        OperationContext context, Id<Shopper> id, Guid? stays, CancellationToken ct)
    {
        var kept = new Id<ShopperSession>(stays ?? Guid.Empty);
        var open = await context.Db.ShopperSessions
            .Where(row => row.ShopperId == id && row.EndedAt == null && row.Id != kept).ToListAsync(ct);
        open.ForEach(session => session.End(context.Now));
        return open.ConvertAll(session => session.CreatedAt);
    }

    /// <summary>
    /// Opens a session for a shopper who has proved who they are, and adds the visitor's cart to the shopper's cart.
    /// </summary>
    /// <param name="shopper">The shopper, with their row locked.</param>
    /// <param name="cartToken">The visitor's cart.</param>
    /// <param name="joins">True for the first sign-in, with the emailed invitation.</param>
    public async Task<OpenedShopperSession> OpenSessionAsync(
        OperationContext context, Shopper shopper, string? cartToken, bool joins, CancellationToken ct)
    {
        var token = Token.New();
        var session = ShopperSession.Open(shopper.Id, caller.Address?.ToString(), caller.UserAgent, context.Now);
        context.Db.ShopperSessions.Add(session);
        context.Db.ShopperRefreshTokens.Add(new ShopperRefreshToken(session.Id, Token.HashOf(token), context.Now));
        await carts.MergeAsync(context, shopper.Id, cartToken, ct);
        context.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        var browser = await devices.NoteAsync(context, shopper, joins, ct);
        return OpenedShopperSession.Of(context.Organization.Id, session, token, browser);
    }
}
