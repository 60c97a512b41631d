using System.Text.Json;
using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>
/// Someone signs up: an account that nothing opens yet, and a mail to prove the address with. The organization is made once it is
/// proved. A known address gets another mail and the same answer.
/// </summary>
public sealed class SignUp(Gate gate, AccountBook accounts, ChallengeBook challenges) : Operation<SignUp.Request, Id<Challenge>>(gate)
{
    /// <param name="Name">The person's.</param>
    /// <param name="Email">To be proved.</param>
    /// <param name="Password">Hashed at the desk, before this transaction.</param>
    /// <param name="Organization">To be founded; null for someone who was invited into one.</param>
    public sealed record Request(string Name, string Email, HashedPassword Password, Charter? Organization) : IRequest
    {
        public void Check(Checks checks)
        {
            checks.Text(Name, 100, "The name").Email(Email, "The email");
            Organization?.Check(checks, "organization_");
        }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "account.sign_up";

    protected override async Task<Result<Id<Challenge>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        await accounts.LockAddressAsync(pass, request.Email, ct);
        var account = await accounts.FindByEmailAsync(pass, request.Email, ct);
        if (account is null)
            account = await accounts.RegisterAsync(pass, request.Name, request.Email, request.Password);
        else if (!account.EmailConfirmed)
            await accounts.StartOverAsync(pass, account, request.Name, request.Password);

        var details = request.Organization is null ? null : JsonSerializer.Serialize(request.Organization, Json.Options);
        var challenge = await challenges.SendAsync(pass, account, details, ct);
        var view = AccountView.Of(account);
        pass.Note(view.Id.ToString(), view.Name, after: view);
        return challenge;
    }
}
