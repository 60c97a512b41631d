using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Trusts browsers that confirmed a second factor, and ends the trust.</summary>
public sealed class TrustedDevices(Caller caller)
{
    /// <summary>Trusts the calling browser. Returns the token for its cookie.</summary>
    public string Remember(OperationContext context, Account account)
    {
        var token = Token.New();
        context.Db.TrustedDevices.Add(
            TrustedDevice.Of(account, token, caller.Address?.ToString(), caller.UserAgent, context.Now));
        return token;
    }

    /// <summary>Returns true if the browser with this token is trusted and needs no second factor now.</summary>
    public async Task<bool> KnowsAsync(OperationContext context, Account account, string? token, CancellationToken ct)
    {
        if (token is not { Length: > 0 and < 100 })
            return false;
        var hash = Token.HashOf(token);
        var accountId = account.Id;
        var now = context.Now;
        var device = await context.Db.TrustedDevices
            .SingleOrDefaultAsync(row => row.TokenHash == hash && row.AccountId == accountId && row.ExpiresAt > now, ct);
        if (device is null || device.Stamp != account.SecurityStamp)
            return false;
        device.Use(now);
        return true;
    }

    public async Task ForgetAllAsync(OperationContext context, Guid accountId, CancellationToken ct) =>
        await context.Db.TrustedDevices.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
}
