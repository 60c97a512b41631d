using App.Accounts;

namespace App.Organizations;

/// <summary>
/// Removes an account from all its organizations and then deletes it. Each leave is an operation of that organization, with its
/// own audit entry and event. Anything that prevents the deletion is checked before the first leave.
/// </summary>
public sealed class AccountDeletion(PreviewAccountDeletion preview, LeaveOrganization leave, DeleteAccount delete)
{
    /// <summary>Deletes the signed-in account, or returns the problem that prevents it.</summary>
    /// <param name="typed">The account's email address, typed to confirm.</param>
    /// <param name="ct">Cancels before the next step.</param>
    public async Task<Result<Done>> AttemptAsync(string? typed, CancellationToken ct)
    {
        var previewed = await preview.ExecuteAsync(new(), ct);
        if (!previewed.Succeeded)
            return previewed.Problem;
        if (!EmailAddress.AreSame(typed, previewed.Value.Email))
            return Problem.Invalid.For("email", "This is not the email address of your account.");
        if (previewed.Value.Hindrance is { } hindrance)
            return hindrance;
        foreach (var place in previewed.Value.Places)
            if ((await leave.ExecuteAsync(new(place.Id), null, ct)).Problem is { } problem)
                return problem;
        return await delete.ExecuteAsync(new(), null, ct);
    }
}
