using App.Accounts;

namespace App.Backstage;

/// <summary>
/// Makes an account a platform administrator, or removes it. Only the console command and the demo data do this.
/// </summary>
public sealed class AppointOperator(Gate gate, AccountStore accounts) : Operation<AppointOperator.Request, Done>(gate)
{
    public sealed record Request(string Email, bool Operates) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email address");
    }

    protected internal override Access Access => Access.System;
    protected internal override string Action => "operator.appoint";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await accounts.FindByEmailAsync(context, request.Email, ct) is not { } account)
            return Problem.Missing("The account");
        if (!account.EmailConfirmed)
            return AccountProblems.Unverified;
        var before = account.OperatorSince;
        account.OperatorSince = request.Operates ? before ?? context.Now : null;
        context.Note(
            new Id<Account>(account.Id).ToString(), account.Email!,
            before: new { OperatorSince = before },
            after: new { account.OperatorSince });
        return new Done();
    }
}
