using App.Accounts;
using App.Platform;
using OtpNet;

namespace App.Demo;

/// <summary>
/// The account that runs the demo's installation comes to be: in no organization, and with an authenticator app, as if its owner
/// had added one. It is made a platform administrator by <c>AppointOperator</c>, as everywhere else.
/// </summary>
public sealed class SeedAdministrator(Gate gate, AccountBook accounts, FieldCipher cipher)
    : Operation<SeedAdministrator.Request, SeedAdministrator.Answer>(gate)
{
    public sealed record Request(string Name, string Email, HashedPassword Password) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    /// <param name="Secret">What the authenticator app would have read from the QR code, in base32.</param>
    public sealed record Answer(string Secret);

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "demo.seed_administrator";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var account = await accounts.RegisterAsync(pass, request.Name, request.Email, request.Password);
        await pass.Db.SaveChangesAsync(ct); // Identity's store takes what it updates for stored
        await accounts.ConfirmAsync(pass, account);
        var app = Authenticator.Begin(account.Id, cipher, pass.Now);
        app.Confirm("Demo", step: 0, pass.Now); // no code of today is spent
        pass.Db.Authenticators.Add(app);
        pass.Note(new Id<Account>(account.Id).ToString(), account.Email!, after: AccountView.Of(account));
        return new Answer(Base32Encoding.ToString(app.Secret(cipher)));
    }
}
