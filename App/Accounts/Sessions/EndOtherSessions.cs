using App.Platform;

namespace App.Accounts;

/// <summary>Signs the account out everywhere but here.</summary>
public sealed class EndOtherSessions(Gate gate, SessionBook book) : Operation<EndOtherSessions.Request, Done>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.end_others";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var here = pass.Actor.SessionId!.Value;
        var others = await book.EndAllAsync(pass, pass.Actor.AccountId!.Value, here, ct);
        pass.Note(new Id<Session>(here).ToString(), pass.Actor.Name, before: others);
        return new Done();
    }
}
