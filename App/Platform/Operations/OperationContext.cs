using System.Net;
using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>
/// Holds the database, actor, organization and time of an operation or query, and collects the operation's audit note, events and
/// jobs. Only the Gate creates it, so code that takes one can only be called from inside an operation.
/// </summary>
public sealed class OperationContext
{
    readonly Func<Guid, CancellationToken, Task<CurrentOrganization?>> enter;
    readonly AppDb db;
    readonly Refusals refusals;
    CurrentOrganization? organization;
    bool ended;

    internal OperationContext(
        AppDb db, Actor actor, CurrentOrganization? organization, DateTimeOffset now, PermissionCatalog permissions,
        Refusals refusals, Func<Guid, CancellationToken, Task<CurrentOrganization?>> enter)
    {
        Permissions = permissions;
        this.refusals = refusals;
        this.db = db;
        this.organization = organization;
        this.enter = enter;
        Actor = actor;
        Now = now;
    }

    /// <summary>Gets the database context of this call. Throws once the call has ended.</summary>
    public AppDb Db => ended ? throw new ObjectDisposedException(nameof(OperationContext)) : db;

    /// <summary>
    /// Returns the database context for the last read of a query. The transaction is committed together with that statement,
    /// which saves a round trip; a further statement throws.
    /// </summary>
    public AppDb FinalRead()
    {
        Db.CommitWithNext();
        return db;
    }

    public Actor Actor { get; private set; }

    /// <summary>Explains that the actor lacks a permission which depends on the request.</summary>
    public Task<Problem> ForbiddenAsync(Permission permission, CancellationToken ct) =>
        refusals.ExplainAsync(Db, permission, Actor, ct);

    internal PermissionCatalog Permissions { get; }

    /// <summary>Gets the time of this call. All rows and entries that it writes have this time.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Gets the current organization. Throws if the call has none.</summary>
    public CurrentOrganization Organization =>
        organization ?? throw new InvalidOperationException("The call has no organization.");

    internal CurrentOrganization? Entered => organization;

    internal List<OutboxMessage> Events { get; } = [];
    internal List<AccountMessage> AccountEvents { get; } = [];
    internal List<JobRequest> Jobs { get; } = [];
    internal AuditNote? Noted { get; private set; }
    internal List<(string Action, AuditNote Note)> RelatedNotes { get; } = [];
    internal bool WasAlreadyDone { get; private set; }
    internal bool ChangedNothing { get; private set; }
    internal List<Action> CommitActions { get; } = [];
    internal List<(SecurityEventKind Kind, SecuritySource? Source, string? Detail)> SecurityEvents { get; } = [];

    internal void End() => ended = true;

    /// <summary>Forgets everything that an update which changed nothing would write, raise and enqueue.</summary>
    internal void Discard()
    {
        db.ChangeTracker.Clear();
        Events.Clear();
        AccountEvents.Clear();
        Jobs.Clear();
        RelatedNotes.Clear();
        CommitActions.Clear();
        Noted = null;
        WasAlreadyDone = true;
    }

    /// <summary>
    /// Binds the transaction of a public or account-level operation to an organization that the operation itself has authorized:
    /// it has created it, or holds an invitation to it.
    /// </summary>
    public async Task EnterAsync(Guid organizationId, CancellationToken ct)
    {
        if (organization is not null)
            throw new InvalidOperationException("The call already has an organization.");
        Db.ThrowIfCommitted();
        organization = await enter(organizationId, ct) ?? new CurrentOrganization(organizationId, "", "", "", "UTC");
    }

    /// <summary>Names the account in the audit entry once a visitor has authenticated. Grants no permissions.</summary>
    public void Recognize(string id, string name, Guid accountId) =>
        Actor = new Actor(ActorKind.Member, id, name, accountId, null, null, Actor.Permissions);

    /// <summary>
    /// Names the shopper in the audit entry once a visitor of the storefront has authenticated. Grants no permissions.
    /// </summary>
    public void RecognizeShopper(string id, string name, Guid customerId) =>
        Actor = new Actor(ActorKind.Shopper, id, name, null, null, null, Actor.Permissions) { CustomerId = customerId };

    /// <summary>Publishes an event: writes an outbox row in this transaction.</summary>
    public void Raise<T>(T raised) where T : IEvent =>
        Events.Add(new OutboxMessage(Organization.Id, T.Type, raised, raised.Subject, Now, Events.Count));

    /// <summary>
    /// Publishes an event of an account to its handlers. They run in each organization in which the account is an active member.
    /// </summary>
    public void RaiseForAccount<T>(T raised) where T : IAccountEvent =>
        AccountEvents.Add(new AccountMessage(
            Guid.CreateVersion7(Now), T.Type, raised.AccountId, JsonSerializer.Serialize(raised, Json.Options), Now));

    /// <summary>
    /// Enqueues a background job in this transaction. At most one job per kind and subject is pending.
    /// </summary>
    public void Enqueue(JobKind kind, Guid subject, DateTimeOffset? runAt = null) =>
        Jobs.Add(new(kind, organization?.Id, subject, runAt));

    /// <summary>
    /// Reports a security event. It is recorded whether or not the operation succeeds, and a little later
    /// (<see cref="SecurityLog"/>).
    /// </summary>
    /// <param name="source">The source; null if it concerns no organization.</param>
    /// <param name="detail">What was refused; never a secret or an email address.</param>
    public void Report(SecurityEventKind kind, SecuritySource? source, string? detail = null) =>
        SecurityEvents.Add((kind, source, detail));

    /// <summary>Runs an action in this process after the commit, such as waking a background loop.</summary>
    public void AfterCommit(Action then) => CommitActions.Add(then);

    /// <summary>Sets the content of the audit entry. Required exactly once in every audited operation that succeeds.</summary>
    /// <param name="entityId">TypeID of the changed entity.</param>
    /// <param name="label">Display name: an order number, a SKU, a name.</param>
    /// <param name="before">State before the change; null if it was created.</param>
    /// <param name="after">State after the change; null if it was deleted.</param>
    public void Note(string entityId, string label, object? before = null, object? after = null)
    {
        if (Noted is not null)
            throw new InvalidOperationException("An operation can set only one audit note.");
        Noted = new AuditNote(entityId, label, Snapshot(before), Snapshot(after));
    }

    /// <summary>
    /// Sets the content of the audit entry of an update. If both states are the same, apart from the time of the update, nothing
    /// has changed: the Gate then saves nothing, and the update leaves neither an entry nor an event.
    /// </summary>
    /// <param name="entityId">TypeID of the changed entity.</param>
    /// <param name="label">Display name of the entity.</param>
    /// <param name="before">State before the update.</param>
    /// <param name="after">State after the update, of the same type.</param>
    public void NoteUpdate(string entityId, string label, object before, object after)
    {
        Note(entityId, label, before, after);
        ChangedNothing = NoChange.IsOne(Noted!.Before!, Noted.After!);
    }

    /// <summary>
    /// Adds an audit entry of its own for another object that the operation changes as well, such as an API key that ends with
    /// the membership of its creator.
    /// </summary>
    /// <param name="action">Action that a reader looks for: the name of the operation that makes only this
    /// change.</param>
    /// <param name="entityId">TypeID of the object.</param>
    /// <param name="label">Display name of the object.</param>
    /// <param name="before">State before the change.</param>
    /// <param name="after">State after the change.</param>
    public void NoteRelated(string action, string entityId, string label, object? before, object? after) =>
        RelatedNotes.Add((action, new AuditNote(entityId, label, Snapshot(before), Snapshot(after))));

    /// <summary>
    /// Reports that the change had already been made: the result is the same as the first time, without a second audit entry.
    /// </summary>
    public void AlreadyDone() => WasAlreadyDone = true;

    static string? Snapshot(object? state) =>
        state is null ? null : JsonSerializer.Serialize(state, state.GetType(), Json.Options);
}

/// <summary>Holds the part of an audit entry that the operation supplies.</summary>
sealed record AuditNote(string EntityId, string Label, string? Before, string? After);
