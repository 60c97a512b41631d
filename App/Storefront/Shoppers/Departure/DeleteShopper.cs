using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Storefront;

/// <summary>
/// A shopper deletes their own login: sessions end, and what tells who it was is blanked. Orders stay, and so does the company they bought for;
/// what they did stays in its log, by name. The address can be invited again.
/// </summary>
public sealed class DeleteShopper(Gate gate, ShopperBook shoppers, Postbox postbox) : Operation<DeleteShopper.Request, Done>(gate)
{
    /// <param name="Proof">Of the password.</param>
    public sealed record Request(ShopperProof Proof) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyShopper;
    protected internal override string Action => "shopper.delete";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await shoppers.LockProvedAsync(pass, request.Proof, ct) is not { } shopper)
            return ShopperProblems.WrongPassword;
        var (id, before) = (shopper.Id, ShopperView.Of(shopper, pass.Now));
        await shoppers.EndSessionsAsync(pass, id, null, ct);
        await pass.Db.ShopperSessions.Where(row => row.ShopperId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Address, (string?)null).SetProperty(row => row.UserAgent, (string?)null), ct);
        await pass.Db.KnownShopperDevices.Where(row => row.ShopperId == id).ExecuteDeleteAsync(ct);
        await pass.Db.Carts.Where(row => row.ShopperId == id && row.OrderId == null).ExecuteDeleteAsync(ct);
        await ShopperChallengeBook.VoidAsync(pass, id, ct);
        await postbox.PutAsync(pass, shopper.Email, new ShopperDeletedLetter(pass.Organization.Name));
        shopper.Forget(pass.Now);
        pass.Note(before.Id.ToString(), before.Email, before);
        return new Done();
    }
}
