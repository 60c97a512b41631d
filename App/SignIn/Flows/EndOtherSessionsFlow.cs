namespace App.SignIn;

/// <summary>Ends all sessions of the caller except the calling one.</summary>
public abstract class EndOtherSessionsFlow<TRealm>(Gate gate, TRealm realm, SessionStore<TRealm> sessions)
    : Operation<EndOtherSessionsFlow<TRealm>.Request, Done>(gate) where TRealm : SignInRealm
{
    public sealed record Request : IRequest;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var current = context.Actor.SessionId!.Value;
        var others = await sessions.EndAllAsync(context, realm.CallerOf(context)!.Value, current, ct);
        context.Note(new Id<Session>(current).ToString(), context.Actor.Name, before: others);
        return new Done();
    }
}
