using App.Accounts;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>An account begins, or ceases, to run the installation. Only the console and the demo's seed do this.</summary>
public sealed class AppointOperator(Gate gate) : Operation<AppointOperator.Request, Done>(gate)
{
    public sealed record Request(string Email, bool Operates) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "operator.appoint";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var email = request.Email.Trim().ToUpperInvariant();
        if (await pass.Db.Accounts.SingleOrDefaultAsync(row => row.NormalizedEmail == email, ct) is not { } account)
            return Problem.Missing("The account");
        if (!account.EmailConfirmed)
            return AccountProblems.Unverified;
        var before = account.OperatorSince;
        account.OperatorSince = request.Operates ? before ?? pass.Now : null;
        pass.Note(new Id<Account>(account.Id).ToString(), account.Email!, new { OperatorSince = before }, new { account.OperatorSince });
        return new Done();
    }
}
