using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Remembers browsers that showed a second factor, and forgets them.</summary>
public sealed class DeviceBook(Caller caller)
{
    /// <summary>The token for the browser's cookie.</summary>
    public string Remember(Pass pass, Account account)
    {
        var token = Token.New();
        pass.Db.RememberedDevices.Add(RememberedDevice.Of(account, token, caller.Address?.ToString(), caller.UserAgent, pass.Now));
        return token;
    }

    /// <summary>Whether the browser that shows this token need not show a second factor now.</summary>
    public async Task<bool> KnowsAsync(Pass pass, Account account, string? token, CancellationToken ct)
    {
        if (token is not { Length: > 0 and < 100 })
            return false;
        var (devices, hash, accountId, now) = (pass.Db.RememberedDevices, Token.HashOf(token), account.Id, pass.Now);
        var device = await devices.SingleOrDefaultAsync(row => row.TokenHash == hash && row.AccountId == accountId && row.ExpiresAt > now, ct);
        if (device is null || device.Stamp != account.SecurityStamp)
            return false;
        device.Use(now);
        return true;
    }

    public async Task ForgetAllAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var devices = pass.Db.RememberedDevices;
        await devices.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
    }
}
