using App.Accounts;
using App.SignIn;
using OtpNet;

namespace App.Demo;

/// <summary>
/// Creates the account of the demo's platform administrator. The account belongs to no organization and has an authenticator app.
/// <c>AppointOperator</c> then makes it a platform administrator, as in any other installation.
/// </summary>
public sealed class SeedAdministrator(Gate gate, AccountStore accounts, FieldCipher cipher)
    : Operation<SeedAdministrator.Request, SeedAdministrator.Answer>(gate)
{
    public sealed record Request([property: Mailed] string Name, string Email, HashedPassword Password) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email address");
    }

    /// <param name="Secret">The secret of the authenticator app in base32, as in its QR code.</param>
    public sealed record Answer(string Secret);

    protected internal override Access Access => Access.System;
    protected internal override string Action => "demo.seed_administrator";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var account = await accounts.RegisterAsync(context, request.Name, request.Email, request.Password);
        await context.Db.SaveChangesAsync(ct); // Identity's store can update only rows that are saved
        await accounts.ConfirmAsync(context, account);
        var app = Authenticator.Begin(account.Id, cipher, context.Now);
        app.Confirm("Demo", step: 0, context.Now); // step 0 marks no current code as used
        context.Db.Authenticators.Add(app);
        context.Note(new Id<Account>(account.Id).ToString(), account.Email!, after: AccountView.Of(account));
        return new Answer(Base32Encoding.ToString(app.Secret(cipher)));
    }
}
