namespace App.SignIn;

/// <summary>
/// Changes the caller's email address with the code from the new address, in the session that requested it. The other sessions
/// end, and the previous address gets an email with a link that undoes the change. A wrong code is a result and not a problem,
/// because the attempt has to be saved.
/// </summary>
public abstract class ConfirmNewEmailFlow<TRealm>(
    Gate gate, TRealm realm, EmailCodeStore<TRealm> emailCodes, SessionStore<TRealm> sessions, EmailChanges<TRealm> changes,
    EmailOutbox outbox)
    : Operation<ConfirmNewEmailFlow<TRealm>.Request, ConfirmNewEmailFlow<TRealm>.Answer>(gate) where TRealm : SignInRealm
{
    /// <param name="Code">Six digits from the email.</param>
    public sealed record Request([property: AnyText] string Code) : IRequest
    {
        public void Check(Checks checks) => OneTimeCodes.CheckDigits(checks, Code, nameof(Code));
    }

    /// <param name="Changed">False if the code was refused, for whatever reason.</param>
    public sealed record Answer(bool Changed);

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var redeemed = await emailCodes.RedeemOfSessionAsync(
            context, [EmailCodePurpose.NewAddress, EmailCodePurpose.AddressTaken], request.Code, ct);
        var previous = redeemed?.Login.Email;
        var before = redeemed is null ? null : realm.AuditViewOf(redeemed.Login, context.Now);
        if (redeemed is null || !await realm.MoveAsync(context, redeemed.Login, redeemed.Code.NewEmail!, ct))
        {
            context.Note(realm.PublicIdOf(realm.CallerOf(context)!.Value), "Code refused");
            return new Answer(false);
        }
        var login = redeemed.Login;
        await emailCodes.VoidAllAsync(context, login, ct); // codes and links in the previous mailbox stop working
        await sessions.EndAllAsync(context, login.Key, context.Actor.SessionId, ct);
        var undo = changes.Record(context, login, previous!);
        await outbox.PutAsync(context, previous!, new AddressChangedEmail
        {
            Storefront = realm.StorefrontOf(context),
            Undo = realm.Link(context, $"/account/undo-email-change/{undo}"),
            Until = context.Now + EmailChange.Lifetime,
        });
        context.Note(login.PublicId, login.AuditLabel, before, realm.AuditViewOf(login, context.Now));
        return new Answer(true);
    }
}
