using System.Net;
using System.Text.Json;

namespace App.Platform;

/// <summary>
/// Proof that the Gate opened. The only source of a context, of events, jobs and audit notes; books take one, so that they too can
/// be reached from inside an operation only.
/// </summary>
public sealed class Pass
{
    readonly Func<Guid, CancellationToken, Task<Tenant?>> enter;
    readonly AppDb db;
    Tenant? tenant;
    bool ended;

    internal Pass(AppDb db, Actor actor, Tenant? tenant, DateTimeOffset now, Func<Guid, CancellationToken, Task<Tenant?>> enter)
    {
        (this.db, Actor, this.tenant, Now, this.enter) = (db, actor, tenant, now, enter);
    }

    /// <summary>The context of this call, and of no other: once the call has ended, asking for it is a bug.</summary>
    public AppDb Db => ended ? throw new ObjectDisposedException(nameof(Pass)) : db;

    /// <summary>
    /// The same, for a query's last statement: the transaction's end goes with it, which saves a round trip. Ask for it where that statement
    /// begins; another one after it is a bug, and throws.
    /// </summary>
    public AppDb Last
    {
        get
        {
            Db.LeaveWithNext();
            return db;
        }
    }

    public Actor Actor { get; private set; }

    /// <summary>The time of this call; every row and entry of it carries the same.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The organization entered. Asking for it at a door without one is a bug.</summary>
    public Tenant Organization => tenant ?? throw new InvalidOperationException("No organization was entered.");
    internal Tenant? Entered => tenant;

    internal List<OutboxMessage> Events { get; } = [];
    internal List<JobRequest> Jobs { get; } = [];
    internal AuditNote? Noted { get; private set; }
    internal bool FoundDone { get; private set; }
    internal List<Action> Afterwards { get; } = [];

    internal void End() => ended = true;

    /// <summary>
    /// For the account and public doors: binds the transaction to an organization that the operation itself has just justified (made
    /// it, or holds an invitation to it).
    /// </summary>
    public async Task EnterAsync(Guid organizationId, CancellationToken ct)
    {
        if (tenant is not null)
            throw new InvalidOperationException("An organization was entered already.");
        Db.Stays();
        tenant = await enter(organizationId, ct) ?? new Tenant(organizationId, "", "", "", "UTC");
    }

    /// <summary>A visitor has just proved who they are: the audit entry names them. It gives them no permission.</summary>
    public void Recognize(string id, string name, Guid accountId) =>
        Actor = new Actor(ActorKind.Member, id, name, accountId, null, null, Actor.Permissions);

    /// <summary>The same for a visitor of the storefront.</summary>
    public void RecognizeShopper(string id, string name, Guid customerId) =>
        Actor = new Actor(ActorKind.Shopper, id, name, null, null, null, Actor.Permissions) { CustomerId = customerId };

    /// <summary>Announces a fact: an outbox row in this very transaction.</summary>
    public void Raise<T>(T happened) where T : IEvent =>
        Events.Add(new OutboxMessage(Organization.Id, T.Type, happened.Subject, JsonSerializer.Serialize(happened, Json.Options), Now, Events.Count));

    /// <summary>
    /// Stores a job in this transaction. It runs once the operation is committed; of each kind and subject at most one waits.
    /// </summary>
    public void Enqueue(JobKind kind, Guid subject, DateTimeOffset? runAt = null) => Jobs.Add(new(kind, tenant?.Id, subject, runAt));

    /// <summary>Something in this process that is true once this is committed: what was looked up before is out of date, a loop may wake.</summary>
    public void OnceCommitted(Action then) => Afterwards.Add(then);

    /// <summary>What the audit entry says: which thing, and how it was and is. Exactly once in every operation.</summary>
    /// <param name="entityId">TypeID of the thing.</param>
    /// <param name="label">What people call it: an order number, a SKU, a name.</param>
    /// <param name="before">How it was; null when it was made.</param>
    /// <param name="after">How it is; null when it is gone.</param>
    public void Note(string entityId, string label, object? before = null, object? after = null)
    {
        if (Noted is not null)
            throw new InvalidOperationException("An operation leaves one audit note.");
        Noted = new AuditNote(entityId, label, Snapshot(before), Snapshot(after));
    }

    /// <summary>The work was found done: it is answered like the first time, and leaves no second entry.</summary>
    public void WasDone() => FoundDone = true;

    static string? Snapshot(object? state) => state is null ? null : JsonSerializer.Serialize(state, state.GetType(), Json.Options);
}

/// <summary>What an operation tells the audit entry.</summary>
sealed record AuditNote(string EntityId, string Label, string? Before, string? After);
