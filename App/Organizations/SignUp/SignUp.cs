using System.Text.Json;
using App.Accounts;
using App.SignIn;

namespace App.Organizations;

/// <summary>
/// Signs someone up: creates an account that cannot sign in yet, and emails a code that verifies the address. The organization is
/// created after that. An address that already has an account gets a different email, but the same response.
/// </summary>
public sealed class SignUp(
    Gate gate, AccountStore accounts, SignUpCodes emailCodes, SlugStore slugs, Limiter limiter, Caller caller)
    : Operation<SignUp.Request, Id<EmailCode>>(gate)
{
    /// <summary>
    /// Limits sign-ups from one IP address (D-13). Only complete ones are counted, so a mistyped form costs nothing.
    /// </summary>
    public static readonly Limit Limit = new("sign_up", 5, 3600);

    /// <param name="Name">The name of the person.</param>
    /// <param name="Email">The address to verify.</param>
    /// <param name="Password">The hash, computed before this transaction because hashing is slow.</param>
    /// <param name="Organization">The organization to create; null for a person who was invited to one.</param>
    /// <param name="Held">The code that this browser requested before. The new one replaces it.</param>
    /// <param name="ReturnUrl">The invitation to open after the sign-up.</param>
    public sealed record Request(
        [property: Mailed] string Name, [property: AnyText] string Email, HashedPassword Password, NewOrganization? Organization,
        Id<EmailCode>? Held = null, string? ReturnUrl = null) : IRequest
    {
        public void Check(Checks checks)
        {
            checks.Text(Name, 100, "The name").Email(Email, "The email address");
            Organization?.Check(checks, "organization_");
        }
    }

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "account.sign_up";

    protected override async Task<Result<Id<EmailCode>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (limiter.Take(Limit, Limiter.Of(caller.Address)) is { Allowed: false } taken)
            return Limit.Exceeded(taken.ResetIn);
        if (await slugs.RefusalForNewAsync(context, request.Organization?.Slug, ct) is { } refusal)
            return refusal with { Param = "organization_slug" };
        await accounts.LockAddressAsync(context, request.Email, ct);
        var account = await accounts.FindByEmailAsync(context, request.Email, ct);
        if (account is null)
            account = await accounts.RegisterAsync(context, request.Name, request.Email, request.Password);
        else if (!account.EmailConfirmed)
            await accounts.StartOverAsync(context, account, request.Name, request.Password);

        var organization = request.Organization is null ? null : JsonSerializer.Serialize(request.Organization, Json.Options);
        var details = new SignUpDetails(request.Name.Trim(), request.Password.Value, organization);
        var emailCode = await emailCodes.SendAsync(context, account, details, request.Held, request.ReturnUrl, ct);
        var view = AccountView.Of(account);
        context.Note(view.Id.ToString(), view.Name, after: view);
        return emailCode;
    }
}
