using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// The code comes back from the new address, in the session that asked: it is the shopper's from here on, their other sessions end, and the old
/// address is told. A wrong code is an answer and not a problem, because the try has to be recorded.
/// </summary>
public sealed class ConfirmNewShopperEmail(Gate gate, ShopperBook shoppers, ShopperChallengeBook challenges, Postbox postbox)
    : Operation<ConfirmNewShopperEmail.Request, ConfirmNewShopperEmail.Answer>(gate)
{
    /// <param name="Code">As mailed.</param>
    public sealed record Request(string Code) : IRequest
    {
        public void Check(Checks checks) => checks.That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
    }

    /// <param name="Changed">False: refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper_email.change";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await shoppers.LockAsync(pass, CartBook.ShopperOf(pass) ?? default, ct) is not { } shopper)
            return Problem.Missing("The shopper");
        var before = ShopperView.Of(shopper, pass.Now);
        if (await SpendAsync(pass, shopper, request.Code, ct) is not { NewEmail: { } email })
        {
            pass.Note(before.Id.ToString(), "Code refused");
            return new Answer(false);
        }
        await ShopperChallengeBook.VoidAsync(pass, shopper.Id, ct); // what was mailed to the old address opens nothing more
        shopper.MoveTo(email);
        await shoppers.EndSessionsAsync(pass, shopper.Id, pass.Actor.SessionId, ct);
        await postbox.PutAsync(pass, before.Email, new ShopperAddressChangedLetter(pass.Organization.Name));
        pass.Note(before.Id.ToString(), email, before, ShopperView.Of(shopper, pass.Now));
        return new Answer(true);
    }

    /// <summary>The latest that was asked for, if it was here, its code is right and the address still nobody's.</summary>
    async Task<ShopperChallenge?> SpendAsync(Pass pass, Shopper shopper, string code, CancellationToken ct)
    {
        var latest = await pass.Db.ShopperChallenges.AsNoTracking().Where(row => row.ShopperId == shopper.Id && row.NewEmail != null).OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        if (latest is null || latest.SessionId != pass.Actor.SessionId || await challenges.RedeemAsync(pass, latest.Id, ShopperChallengePurpose.NewAddress, shopper, code, ct) is not { } spent)
            return null;
        await ShopperChallengeBook.LockAddressAsync(pass, spent.NewEmail!, ct);
        return await shoppers.IsTakenAsync(pass, spent.NewEmail!, ct) ? null : spent;
    }
}
