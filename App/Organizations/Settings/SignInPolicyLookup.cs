using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Reads the sign-in policy of the current organization for operations of other features.</summary>
public static class SignInPolicyLookup
{
    /// <summary>Returns the number of wrong passwords that lock a login.</summary>
    public static Task<int> LockoutThresholdAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Organizations.Select(organization => organization.LockoutThreshold).SingleAsync(ct);
}
