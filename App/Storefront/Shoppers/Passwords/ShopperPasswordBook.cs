using App.Accounts;
using App.Customers;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>Shoppers' passwords that are chosen anew, and what every change of one brings with it. By the rules of staff's <see cref="PasswordBook"/>.</summary>
public sealed class ShopperPasswordBook(ShopperChallengeBook challenges, ShopperBook shoppers, CustomerBook customers, Postbox postbox, Site site)
{
    const ShopperChallengePurpose Reset = ShopperChallengePurpose.PasswordReset;

    /// <summary>Mails a code and a link; or, to an address that nobody buys with, word of that. The caller learns nothing of which it was.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="email">As typed.</param>
    /// <param name="held">What this browser holds: it stays good when too many were asked for of late.</param>
    /// <param name="byProgram">No browser holds it, so that there is no link.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Id<ShopperChallenge>> AskAsync(Pass pass, string email, Id<ShopperChallenge>? held, bool byProgram, CancellationToken ct)
    {
        await ShopperChallengeBook.LockAddressAsync(pass, email, ct);
        var shopper = await FindAsync(pass, email, ct);
        var (organization, home) = (pass.Organization.Name, $"/s/{pass.Organization.Slug}");
        var sent = await challenges.PutAsync(pass, Reset, shopper?.Id, shopper?.Email ?? email.Trim(),
            made => new ShopperChallenge(made.Id, Reset, shopper?.Id, made.RecipientHash, made.Kept, pass.Now) { ByProgram = byProgram },
            secret => shopper is null
                ? new NoShopperLetter(organization, site.Link(home))
                : new ShopperResetLetter(organization, secret.Code, byProgram ? null : site.Link($"{home}/reset/{secret.LinkToken}")), ct);
        return sent?.Id ?? held ?? Id<ShopperChallenge>.New(pass.Now);
    }

    /// <summary>Whose reset it is, locked before anything of it is looked at; so that all who try for one shopper wait for each other.</summary>
    internal async Task<Shopper?> LockOwnerAsync(Pass pass, IQueryable<ShopperChallenge> of, CancellationToken ct) =>
        await of.Where(row => row.Purpose == Reset).Select(row => row.ShopperId).SingleOrDefaultAsync(ct) is { } id && await shoppers.LockAsync(pass, id, ct) is { WithdrawnAt: null } shopper ? shopper : null;

    /// <summary>The new password counts from here on; sessions, a lock and whatever else the old one opened are over.</summary>
    /// <param name="pass">The operation's.</param>
    /// <param name="shopper">Locked.</param>
    /// <param name="password">Checked and hashed before, because that is slow.</param>
    /// <param name="stays">The one session that does not end.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ChangeAsync(Pass pass, Shopper shopper, HashedPassword password, Guid? stays, CancellationToken ct)
    {
        shopper.ChangePassword(password.Value);
        var ended = await shoppers.EndSessionsAsync(pass, shopper.Id, stays, ct);
        pass.Note(shopper.Id.ToString(), shopper.Email, before: new { Sessions = ended });
        await postbox.PutAsync(pass, shopper.Email, new ShopperPasswordChangedLetter(pass.Organization.Name, site.Link($"/s/{pass.Organization.Slug}/forgot")));
    }

    /// <summary>Spends a reset: who it was is known from here on, and the password is theirs.</summary>
    internal async Task FinishAsync(Pass pass, Shopper shopper, HashedPassword password, CancellationToken ct)
    {
        pass.RecognizeShopper(shopper.Id.ToString(), shopper.Name, shopper.CustomerId.Value);
        await ChangeAsync(pass, shopper, password, null, ct);
    }

    /// <summary>Who may choose one: joined, not withdrawn, of a customer that may buy. Whether the last one still counts does not matter.</summary>
    async Task<Shopper?> FindAsync(Pass pass, string email, CancellationToken ct)
    {
        var normalized = Shopper.Normalize(email);
        var shopper = await pass.Db.Shoppers.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized && row.WithdrawnAt == null && row.JoinedAt != null, ct);
        return shopper is not null && await customers.FindBuyerAsync(pass, shopper.CustomerId, ct) is not null ? shopper : null;
    }
}
