namespace App.SignIn;

/// <summary>
/// Applies the rate limits of password sign-ins, for staff and for shoppers: a limit for all attempts from an IP address, and a
/// lower one for failed attempts.
/// </summary>
public sealed class SignInRateLimit(Limiter limiter, Caller caller, PasswordHashingQueue hashing, SecurityLog securityLog)
{
    /// <summary>Runs the attempt if the limits allow it.</summary>
    /// <param name="limits">The limits for all attempts, and for failed attempts, from an IP address.</param>
    /// <param name="attempt">
    /// Verifies the password and opens the session. Only wrong credentials count as a failure; a full queue or an unavailable
    /// database does not.
    /// </param>
    public async Task<Result<T>> HoldAsync<T>((Limit All, Limit Failed) limits, Func<Task<Result<T>>> attempt)
    {
        var address = Limiter.Of(caller.Address);
        if (limiter.Take(limits.All, address) is { Allowed: false } taken)
            return Refused(limits.All, taken);
        if (limiter.Look(limits.Failed, address) is { Allowed: false } failed)
            return Refused(limits.Failed, failed);
        if (hashing.IsFull)
            return PasswordHashingQueue.Busy; // checked before any query, because most attempts end here during a flood
        var result = await attempt();
        if (result.Problem?.Code == SignInProblems.WrongCredentials.Code)
            limiter.Take(limits.Failed, address);
        return result;
    }

    Problem Refused(Limit limit, Quota quota)
    {
        securityLog.Add(SecurityEventKind.RateLimit, SecuritySource.Of(caller.Credential), caller.Address, limit.Name);
        return limit.Exceeded(quota.ResetIn);
    }
}
