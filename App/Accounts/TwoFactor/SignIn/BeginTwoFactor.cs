using App.SignIn;

namespace App.Accounts;

/// <summary>The second step that a sign-in needs after the right password.</summary>
/// <param name="Token">
/// Identifies the sign-in in the next request. It goes into a cookie, or to the program that signs in.
/// </param>
/// <param name="ExpiresAt">The time when the sign-in expires.</param>
/// <param name="Methods">The second factors that the account can use.</param>
public sealed record BegunTwoFactor(string? Token, DateTimeOffset ExpiresAt, IReadOnlyList<SecondFactorKind> Methods) : IShownOnce
{
    public object WithoutSecret() => this with { Token = null };
}

/// <summary>
/// Starts the second step of a sign-in after the right password. The second factor must be confirmed within ten minutes.
/// </summary>
public sealed class BeginTwoFactor(Gate gate, AccountStore accounts, SecondFactors factors)
    : Operation<BeginTwoFactor.Request, BegunTwoFactor>(gate)
{
    public sealed record Request(SignInProof<StaffRealm> Proof) : IRequest;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "two_factor.begin";

    protected override async Task<Result<BegunTwoFactor>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.FindAsync(context, request.Proof.Login, ct) is not { } account
            || account.SecurityStamp != request.Proof.Stamp)
            return SignInProblems.WrongCredentials;
        var token = Token.New();
        var pending = PendingSignIn.Begin(request.Proof, token, context.Now);
        context.Db.PendingSignIns.Add(pending);
        context.Recognize(new Id<Account>(account.Id).ToString(), account.Name, account.Id);
        context.Note(pending.Id.ToString(), account.Name);
        return new BegunTwoFactor(token, pending.ExpiresAt, await factors.MethodsAsync(context, account.Id, ct));
    }
}
