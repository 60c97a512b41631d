using App.Platform;

namespace App.Accounts;

/// <summary>What is owed after the right password.</summary>
/// <param name="Token">To be brought back with the code; goes into a cookie, or to the program that signs in.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="Methods">What may be shown.</param>
public sealed record BegunSecondStep(string? Token, DateTimeOffset ExpiresAt, IReadOnlyList<FactorKind> Methods) : IShownOnce
{
    public object WithoutSecret() => this with { Token = null };
}

/// <summary>The password was right, and the account has a second factor: ten minutes to show it.</summary>
public sealed class BeginSecondStep(Gate gate, AccountBook accounts, FactorBook factors) : Operation<BeginSecondStep.Request, BegunSecondStep>(gate)
{
    public sealed record Request(SignInProof Proof) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "second_step.begin";

    protected override async Task<Result<BegunSecondStep>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await accounts.FindAsync(pass, request.Proof.AccountId, ct) is not { } account || account.SecurityStamp != request.Proof.Stamp)
            return AccountProblems.WrongCredentials;
        var token = Token.New();
        var pending = PendingSignIn.Begin(request.Proof, token, pass.Now);
        pass.Db.PendingSignIns.Add(pending);
        pass.Recognize(new Id<Account>(account.Id).ToString(), account.Name, account.Id);
        pass.Note(pending.Id.ToString(), account.Name);
        return new BegunSecondStep(token, pending.ExpiresAt, await factors.MethodsAsync(pass, account.Id, ct));
    }
}
