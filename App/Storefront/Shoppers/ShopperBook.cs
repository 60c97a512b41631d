using App.Accounts;
using App.Organizations;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>What several of the shoppers' operations do.</summary>
public sealed class ShopperBook(Caller caller, CartBook carts, ShopperDeviceBook devices)
{
    /// <summary>The shopper, locked until the end of the transaction.</summary>
    public async Task<Shopper?> LockAsync(Pass pass, Id<Shopper> id, CancellationToken ct) =>
        (await pass.Db.Shoppers.FromSql($"select * from shoppers where organization_id = {pass.Organization.Id} and id = {id.Value} for update").ToListAsync(ct)).SingleOrDefault();

    /// <summary>How many wrong passwords lock a sign-in here.</summary>
    public Task<int> LockLimitAsync(Pass pass, CancellationToken ct)
    {
        var organizations = pass.Db.Organizations;
        return organizations.Select(organization => organization.LockLimit).SingleAsync(ct);
    }

    /// <summary>The shopper whom a mailed link was sent to, while it leads in.</summary>
    public Task<Shopper?> FindByLinkAsync(Pass pass, string token, CancellationToken ct)
    {
        var (hash, now) = (Token.HashOf(token), pass.Now);
        return pass.Db.Shoppers.SingleOrDefaultAsync(shopper => shopper.LinkHash == hash && shopper.LinkExpiresAt > now && shopper.WithdrawnAt == null, ct);
    }

    /// <summary>The calling shopper, locked, if they have just proved their own password and nobody is guessing at it.</summary>
    public async Task<Shopper?> LockProvedAsync(Pass pass, ShopperProof proof, CancellationToken ct) =>
        CartBook.ShopperOf(pass) == proof.Proved.ShopperId && await LockAsync(pass, proof.Proved.ShopperId, ct) is { } shopper
            && shopper.PasswordHash == proof.Proved.Hash && !shopper.IsLocked(pass.Now) ? shopper : null;

    /// <summary>Whether somebody buys with this address here, or is asked to.</summary>
    public Task<bool> IsTakenAsync(Pass pass, string email, CancellationToken ct)
    {
        var normalized = Shopper.Normalize(email);
        return pass.Db.Shoppers.AnyAsync(row => row.NormalizedEmail == normalized && row.WithdrawnAt == null, ct);
    }

    /// <summary>Ends all of a shopper's but one, and tells when each had begun.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> EndSessionsAsync(Pass pass, Id<Shopper> id, Guid? stays, CancellationToken ct)
    {
        var here = new Id<ShopperSession>(stays ?? Guid.Empty);
        var alive = await pass.Db.ShopperSessions.Where(row => row.ShopperId == id && row.EndedAt == null && row.Id != here).ToListAsync(ct);
        alive.ForEach(session => session.End(pass.Now));
        return alive.ConvertAll(session => session.CreatedAt);
    }

    /// <summary>Opens a session for someone who has proved who they are; what the visitor had put into the cart comes along.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="shopper">Locked.</param>
    /// <param name="cartToken">The visitor's cart.</param>
    /// <param name="joins">For the first time, by the mailed link.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OpenedShopperSession> OpenSessionAsync(Pass pass, Shopper shopper, string? cartToken, bool joins, CancellationToken ct)
    {
        var token = Token.New();
        var session = ShopperSession.Open(shopper.Id, caller.Address?.ToString(), caller.UserAgent, pass.Now);
        pass.Db.ShopperSessions.Add(session);
        pass.Db.ShopperRefreshTokens.Add(new ShopperRefreshToken(session.Id, Token.HashOf(token), pass.Now));
        await carts.BringAlongAsync(pass, shopper.Id, cartToken, ct);
        pass.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        return OpenedShopperSession.Of(pass.Organization.Id, session, token, await devices.NoteAsync(pass, shopper, joins, ct));
    }
}
