using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace App.Platform.Operations;

/// <summary>
/// Runs every operation and query; nothing else accesses the database for a request. For each call it begins a transaction,
/// resolves the credential, validates the request, checks the permission, claims the idempotency key, performs the operation,
/// records it and commits. A problem in any step rolls everything back. The audit entry, the events and the receipt are part of
/// the transaction of the change.
/// </summary>
public sealed class Gate(
    PooledDbContextFactory<AppDb> contexts, Caller caller, CredentialResolvers resolvers, PermissionCatalog permissions,
    Refusals refusals, ConstraintProblems constraints, TransactionHandlers transactionHandlers, EventJobs eventJobs,
    PublishCommitted publish, WorkNotifier notifier, SecurityLog securityLog, GateConcurrency concurrency, TimeProvider clock)
{
    const int MaxAttempts = 3;

    internal Task<Result<TResult>> RunAsync<TRequest, TResult>(
        OperationBase operation, TRequest request, IdempotencyKey? key, Precondition? given,
        Func<TRequest, OperationContext, CancellationToken, Task<Result<TResult>>> perform, CancellationToken ct)
        where TRequest : IRequest => TryAsync(async () =>
    {
        var precondition = given ?? caller.Precondition;
        await using var entry = await EnterAsync(operation, request, readOnly: false, ct, precondition);
        if (entry.Problem is { } problem)
            return problem;

        var context = entry.Context;
        var receipts = new Receipts(context, operation);
        if (key is not null && context.Entered is not null)
        {
            var (refused, replay) = await receipts.ClaimAsync<TRequest, TResult>(key, request, ct);
            if (refused is not null)
                return refused;
            if (replay is not null)
                return replay;
        }

        var result = await perform(request, context, ct);
        if (!result.Succeeded)
        {
            if (result.Problem.Status == StatusCodes.Status403Forbidden && context.Entered is { } denied)
                context.Report(
                    SecurityEventKind.DeniedRequest, SecuritySource.Of(denied.Id, context.Actor), operation.Action);
            Report(context);
            return result;
        }
        if (precondition is not null && !precondition.Holds(context.Noted?.Before))
            return Problem.Stale;
        if (context.ChangedNothing)
            result = NoChange.Discard(context, result.Value);
        await transactionHandlers.HandleAsync(context, ct);

        Record(operation, context, audited: operation.Audited && !context.WasAlreadyDone);
        if (key is not null && context.Entered is not null)
            receipts.Store(key, result.Value);
        await context.Db.SaveChangesAsync(ct);
        // Last, so rows of pending jobs are locked for one round trip only.
        await JobQueue.EnqueueAsync((NpgsqlConnection)context.Db.Database.GetDbConnection(), context.Jobs, ct);
        await entry.Transaction.CommitAsync(ct);
        Report(context);
        context.CommitActions.ForEach(then => then());
        if (context.Events.Count > 0)
        {
            await publish(context.Organization, context.Events);
            notifier.Notify(WorkKinds.Events);
        }
        return result;
    }, ct);

    internal Task<Result<TResult>> ReadAsync<TRequest, TResult>(
        OperationBase query, TRequest request,
        Func<TRequest, OperationContext, CancellationToken, Task<Result<TResult>>> perform, CancellationToken ct)
        where TRequest : IRequest => TryAsync(async () =>
    {
        await using var entry = await EnterAsync(query, request, readOnly: true, ct);
        if (entry.Problem is { } problem)
            return problem;
        var result = await perform(request, entry.Context, ct);
        if (!entry.Context.Db.IsCommitted)
            await entry.Transaction.CommitAsync(ct);
        return result;
    }, ct);

    /// <summary>
    /// Begins the transaction and checks the call: credential, request, permission, step-up, in this order. A call with several
    /// faults is answered with the first of 401, 400 and 403.
    /// </summary>
    async Task<Entry> EnterAsync<TRequest>(
        OperationBase operation, TRequest request, bool readOnly, CancellationToken ct, Precondition? precondition = null)
        where TRequest : IRequest
    {
        var now = ToMicroseconds(caller.Credential is Credential.System { At: { } history } ? history : clock.GetUtcNow());
        var access = operation.Access;
        var db = contexts.CreateDbContext();
        db.Begin(readOnly);
        var transaction = default(IDbContextTransaction);
        var resolvedActor = default(Actor);
        try
        {
            // With a precondition, only one of two concurrent changes of what both have just read may succeed.
            var isolation = precondition is not null
                ? IsolationLevel.RepeatableRead
                : IsolationLevel.ReadCommitted;
            transaction = await db.Database.BeginTransactionAsync(isolation, ct);
            var credential = caller.Credential;
            var lookup = new CredentialLookup(db, access, permissions, now);
            if (await resolvers.ResolveAsync(credential, lookup, ct) is not var (actor, organization))
                return new(db, transaction, Problem.Unauthenticated);
            resolvedActor = actor;
            if (organization is null && access.Kind == AccessKind.Member)
                return new(db, transaction, Problem.Missing("The organization"));
            if (organization is null && access.IsStorefront)
                return new(db, transaction, Problem.Missing("The storefront"));
            if (access == Access.Shopper && actor.CustomerId is null)
                return new(db, transaction, Problem.Unauthenticated);

            // Only platform administrators learn that Backstage exists.
            if (access == Access.Operator && !actor.IsOperator && actor.Kind != ActorKind.System)
                return new(db, transaction, Problem.Missing("The page"));

            var checks = new Checks();
            DefinedEnums.Check(request, checks);
            RequestText.Check(request, checks);
            if (checks.Problem is null)
                request.Check(checks);
            if ((checks.Problem ?? caller.Precondition?.Fault) is { } invalid)
                return new(db, transaction, invalid);

            if (actor.LacksFactor)
                return await RefuseAsync(Problem.SecondFactorRequired);
            if (access.Permission is { } permission && !actor.May(permission))
            {
                var refusal = await refusals.ExplainAsync(db, permission, actor, ct);
                await DeniedEntries.RecordAsync(
                    db, AuditEntry.OfDenied(organization!.Id, operation, actor, caller, now), ct);
                await transaction.CommitAsync(ct);
                securityLog.Add(
                    SecurityEventKind.DeniedRequest, SecuritySource.Of(organization.Id, actor), caller.Address, operation.Action);
                return new(db, transaction, refusal);
            }
            if (operation.StepUp && resolvers.Of(credential).AllowsStepUp && request.IsSensitive && !actor.HasProved(now))
                return await RefuseAsync(Problem.StepUpRequired);
            return new(db, transaction, new OperationContext(
                db, actor, organization, now, permissions, refusals, lookup.EnterAsync));
        }
        catch
        {
            if (transaction is not null)
                await transaction.DisposeAsync();
            await db.DisposeAsync();
            throw;
        }

        // A platform administrator reaches every organization, so each refusal leaves an entry.
        async Task<Entry> RefuseAsync(Problem problem)
        {
            if (access == Access.Operator)
            {
                await DeniedEntries.RecordOfOperatorAsync(db, operation, resolvedActor!, caller, now, ct);
                await transaction!.CommitAsync(ct);
            }
            return new(db, transaction!, problem);
        }
    }

    /// <summary>
    /// Truncates a time to microseconds, the precision of PostgreSQL, so a response and a later read return the same time.
    /// </summary>
    static DateTimeOffset ToMicroseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    void Record(OperationBase operation, OperationContext context, bool audited)
    {
        if (audited && context.Noted is null)
            throw new InvalidOperationException($"{operation.GetType().Name} must set an audit note.");
        if (!audited && context.Noted is not null)
            throw new InvalidOperationException($"{operation.GetType().Name} set an audit note for a call that is not audited.");
        if (context.Noted is not { } note)
            return;
        if (context.Entered is { } organization)
        {
            context.Db.Add(AuditEntry.Of(organization.Id, operation.Action, context.Actor, caller, note, context.Now));
            foreach (var (action, related) in context.RelatedNotes)
                context.Db.Add(AuditEntry.Of(organization.Id, action, context.Actor, caller, related, context.Now));
        }
        else
            context.Db.Add(new AccountEntry(operation, context.Actor, caller, note, context.Now));
        context.Db.AddRange(context.Events);
        if (caller.Credential is Credential.System { At: not null })
            return; // the events of seeded history reach no subscriber
        context.Db.AddRange(context.Events.Select(message => new QueuedEvent(message)));
        eventJobs.Enqueue(context);
    }

    /// <summary>
    /// Passes on the security events of a call, whether or not it succeeded: a refused attempt has to be seen. Nothing here
    /// waits or fails.
    /// </summary>
    void Report(OperationContext context)
    {
        foreach (var (kind, source, detail) in context.SecurityEvents)
            securityLog.Add(kind, source, caller.Address, detail);
    }

    /// <summary>Turns database errors into problems, and retries a call that lost a race for locks.</summary>
    async Task<Result<TResult>> TryAsync<TResult>(Func<Task<Result<TResult>>> call, CancellationToken ct)
    {
        // A component must not see a call end at once, as it does if the database answers before the call begins to wait: a page
        // that then redirects does so while its parents are being rendered, and their later rendering fails.
        if (SynchronizationContext.Current is not null)
            await Task.Yield();
        using var permit = await concurrency.AcquireAsync(ct);
        if (permit is null)
            return Problem.Unavailable;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception failure) when (
                SqlStateOf(failure) is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                if (attempt == MaxAttempts)
                    return Problem.Busy;
            }
            catch (Exception failure) when (constraints.Find(failure) is { } problem)
            {
                return problem;
            }
            catch (DbUpdateConcurrencyException)
            {
                return Problem.Busy;
            }
            catch (Exception failure) when (TransientFailure.Is(failure))
            {
                return Problem.Unavailable;
            }
        }
    }

    /// <summary>
    /// Returns the error code of PostgreSQL. EF wraps its exception once, or twice if EF considers it transient.
    /// </summary>
    static string? SqlStateOf(Exception failure)
    {
        for (Exception? current = failure; current is not null; current = current.InnerException)
            if (current is PostgresException error)
                return error.SqlState;
        return null;
    }

    /// <summary>
    /// Holds the transaction and the context of a call. When it is disposed, the operation context becomes invalid and the
    /// database context returns to the pool.
    /// </summary>
    sealed class Entry : IAsyncDisposable
    {
        readonly AppDb db;

        public Entry(AppDb db, IDbContextTransaction transaction, Problem problem)
        {
            this.db = db;
            Transaction = transaction;
            Problem = problem;
            Context = null!;
        }

        public Entry(AppDb db, IDbContextTransaction transaction, OperationContext context)
        {
            this.db = db;
            Transaction = transaction;
            Context = context;
        }

        public IDbContextTransaction Transaction { get; }
        public Problem? Problem { get; }
        public OperationContext Context { get; }

        public async ValueTask DisposeAsync()
        {
            Context?.End();
            await Transaction.DisposeAsync();
            await db.DisposeAsync();
        }
    }
}
