using App.SignIn;

namespace App.Accounts;

/// <summary>
/// Requests a change of the caller's email address: a code is emailed to the new address. The response is the same for an
/// address that already has an account; only its owner learns that from the email.
/// </summary>
public sealed class AskForNewEmail(Gate gate, AccountStore accounts, EmailCodeStore emailCodes)
    : Operation<AskForNewEmail.Request, Done>(gate)
{
    /// <param name="Email">The new address.</param>
    public sealed record Request(string Email) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "email.request_change";
    protected internal override bool StepUp => true;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.LockAsync(context, context.Actor.AccountId!.Value, ct) is not { } account)
            return Problem.Missing("The account");
        var email = request.Email.Trim();
        if (accounts.Normalize(email) == account.NormalizedEmail)
            return Problem.Invalid.For("email", "This is already your email address.");

        await accounts.LockAddressAsync(context, email, ct);
        var isTaken = await accounts.FindByEmailAsync(context, email, ct) is { EmailConfirmed: true };
        var purpose = isTaken ? EmailCodePurpose.AddressTaken : EmailCodePurpose.NewAddress;
        await emailCodes.PutAsync(
            context, Id<EmailCode>.New(context.Now), purpose, account.Id, email, SessionDetails.Write(context, email),
            secret => isTaken ? new AddressTakenEmail() : new NewAddressEmail { Code = secret.Code }, ct);
        var view = AccountView.Of(account);
        context.Note(view.Id.ToString(), view.Name);
        return new Done();
    }
}
