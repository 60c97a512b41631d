using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>
/// An account leaves every organization and is deleted then. Each leaving is an operation of that organization, with its entry and its event;
/// what hinders the deletion is looked at before the first of them.
/// </summary>
public sealed class AccountDeletion(GetDeparture departure, LeaveOrganization leave, DeleteAccount delete)
{
    /// <param name="typed">The account's address, typed once more.</param>
    /// <param name="ct">Cancels before the next step.</param>
    public async Task<Result<Done>> AttemptAsync(string? typed, CancellationToken ct)
    {
        var asked = await departure.ExecuteAsync(new(), ct);
        if (!asked.Succeeded)
            return asked.Problem;
        if (!string.Equals(typed?.Trim(), asked.Value.Email, StringComparison.OrdinalIgnoreCase))
            return Problem.Invalid.For("email", "This is not the address of your account.");
        if (asked.Value.Hindrance is { } hindrance)
            return hindrance;
        foreach (var place in asked.Value.Places)
            if ((await leave.ExecuteAsync(new(place.Id), null, ct)).Problem is { } problem)
                return problem;
        return await delete.ExecuteAsync(new(), null, ct);
    }
}
