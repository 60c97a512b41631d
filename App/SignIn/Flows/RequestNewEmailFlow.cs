namespace App.SignIn;

/// <summary>
/// Requests a change of the caller's email address: a code is emailed to the new address. The response is the same for an
/// address that another login already uses; only its owner learns that from the email.
/// </summary>
public abstract class RequestNewEmailFlow<TRealm>(
    Gate gate, TRealm realm, EmailCodeStore<TRealm> emailCodes, SessionStore<TRealm> sessions)
    : Operation<RequestNewEmailFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    /// <param name="Email">The new address.</param>
    /// <param name="Proof">Proof of the password, in realms that confirm by password.</param>
    public sealed record Request([property: AnyText] string Email, SignInProof<TRealm>? Proof = null) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email address");
    }

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var login = realm.ConfirmsByPassword
            ? await sessions.LockOwnAsync(context, request.Proof, ct)
            : await realm.LockAsync(context, realm.CallerOf(context)!.Value, ct);
        if (login is null)
            return realm.WrongPassword;
        var email = EmailAddress.Clean(request.Email);
        if (EmailAddress.AreSame(email, login.Email))
            return Problem.Invalid.For("email", "This is already your email address.");

        await realm.LockAddressAsync(context, email, ct);
        var storefront = realm.StorefrontOf(context);
        var isTaken = await realm.IsTakenAsync(context, email, ct);
        await emailCodes.SendAsync(
            context, isTaken ? EmailCodePurpose.AddressTaken : EmailCodePurpose.NewAddress, login, email,
            new(SessionId: context.Actor.SessionId, NewEmail: email),
            secret => isTaken
                ? new AddressTakenEmail { Storefront = storefront }
                : new NewAddressEmail { Storefront = storefront, Code = secret.Code! }, ct);
        context.Note(login.PublicId, login.AuditLabel);
        return new Done();
    }
}
