using App.Platform;

namespace App.Accounts;

/// <summary>The order in which every sign-in by password is held to its limits, staff's and customers': so many tries from one address, so many that fail.</summary>
public sealed class SignInTries(Limiter limiter, Caller caller, PasswordDesk desk)
{
    /// <param name="tries">All from one address.</param>
    /// <param name="failures">Those that fail.</param>
    /// <param name="attempt">Proves and opens. Only wrong credentials are a failure: a queue that is full, or a database that is away, is nobody's.</param>
    public async Task<Result<T>> HoldAsync<T>(Limit tries, Limit failures, Func<Task<Result<T>>> attempt)
    {
        var address = Limiter.Of(caller.Address);
        if (limiter.Take(tries, address) is { Allowed: false } tried)
            return tries.Exceeded(tried.ResetIn);
        if (limiter.Look(failures, address) is { Allowed: false } failed)
            return failures.Exceeded(failed.ResetIn);
        if (desk.IsFull)
            return PasswordDesk.Busy; // before anything is looked up: in a storm most come here
        var result = await attempt();
        if (result.Problem?.Code == AccountProblems.WrongCredentials.Code)
            limiter.Take(failures, address);
        return result;
    }
}
