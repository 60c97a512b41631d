namespace App.Accounts;

/// <summary>Ends all sessions of the account except the calling one.</summary>
public sealed class EndOtherSessions(Gate gate, SessionStore sessions) : Operation<EndOtherSessions.Request, Done>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Permission Permission => Permission.AnyAccount;
    protected internal override string Action => "session.end_others";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var current = context.Actor.SessionId!.Value;
        var others = await sessions.EndAllAsync(context, context.Actor.AccountId!.Value, current, ct);
        context.Note(new Id<Session>(current).ToString(), context.Actor.Name, before: others);
        return new Done();
    }
}
