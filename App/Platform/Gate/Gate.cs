using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace App.Platform;

/// <summary>
/// The one way to the data. For each call: who, sound, may, begin, once, perform, record, commit. A problem anywhere rolls back all
/// of it; the audit entry, the events and the receipt are part of the same transaction as the change.
/// </summary>
public sealed class Gate(
    PooledDbContextFactory<AppDb> contexts, Caller caller, PermissionCatalogue catalogue, ConstraintProblems constraints, OutboxBell bell, Turnstile turnstile,
    Changes changes, TimeProvider clock)
{
    const int Tries = 3;

    internal Task<Result<TResult>> RunAsync<TRequest, TResult>(
        Gated operation, TRequest request, IdempotencyKey? key, Func<TRequest, Pass, CancellationToken, Task<Result<TResult>>> perform, CancellationToken ct)
        where TRequest : IRequest => TryAsync(async () =>
    {
        await using var entry = await EnterAsync(operation, request, readOnly: false, ct);
        if (entry.Refused is { } refused)
            return refused;

        var pass = entry.Pass;
        var receipts = new Receipts(pass, operation);
        if (key is not null && pass.Entered is not null)
        {
            var (claim, replay) = await receipts.ClaimAsync<TRequest, TResult>(key, request, ct);
            if (claim is not null)
                return claim;
            if (replay is not null)
                return replay;
        }

        var result = await perform(request, pass, ct);
        if (!result.Succeeded)
            return result;

        if (caller.Precondition is { } precondition && !precondition.Holds(pass.Noted?.Before))
            return Problem.Stale;
        Record(operation, pass, audited: operation.Audited && !pass.FoundDone);
        if (key is not null && pass.Entered is not null)
            receipts.Store(key, result.Value);
        await pass.Db.SaveChangesAsync(ct);
        // Last, so that rows of pending jobs are locked for one round trip only.
        await JobQueue.EnqueueAsync((NpgsqlConnection)pass.Db.Database.GetDbConnection(), pass.Jobs, ct);
        await entry.Transaction.CommitAsync(ct);
        pass.Afterwards.ForEach(then => then());
        if (pass.Entered is { } tenant)
            changes.Tell(tenant, pass.Events.Select(message => message.Type).Append(operation.Action));
        if (pass.Events.Count > 0)
            bell.Ring(Ring.Events);
        return result;
    }, ct);

    internal Task<Result<TResult>> ReadAsync<TRequest, TResult>(
        Gated query, TRequest request, Func<TRequest, Pass, CancellationToken, Task<Result<TResult>>> perform, CancellationToken ct)
        where TRequest : IRequest => TryAsync(async () =>
    {
        await using var entry = await EnterAsync(query, request, readOnly: true, ct);
        if (entry.Refused is { } refused)
            return refused;
        var result = await perform(request, entry.Pass, ct);
        if (!entry.Pass.Db.HasLeft)
            await entry.Transaction.CommitAsync(ct);
        return result;
    }, ct);

    /// <summary>Who, sound, may, proved: in this order, because a caller that fails several ways is told the first of 401, 400, 403.</summary>
    async Task<Entry> EnterAsync<TRequest>(Gated gated, TRequest request, bool readOnly, CancellationToken ct) where TRequest : IRequest
    {
        var now = Whole(caller.Credential is Credential.System { At: { } history } ? history : clock.GetUtcNow());
        var permission = gated.Permission;
        var db = contexts.CreateDbContext();
        db.Begin(readOnly);
        var transaction = default(IDbContextTransaction);
        try
        {
            // Of two that change what they both have just read, the second is to see the first's change, and fail.
            transaction = await db.Database.BeginTransactionAsync(!readOnly && caller.Precondition is not null ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, ct);
            var (actor, tenant) = await new Doorman(db, catalogue).AdmitAsync(caller.Credential, permission.Door, now, ct);
            if (actor is null || (ReferenceEquals(permission, Permission.Ourselves) && caller.Credential is not Credential.System))
                return new(db, transaction, Problem.Unauthenticated);
            if (tenant is null && permission.Door is Door.Organization or Door.Storefront)
                return new(db, transaction, Problem.Missing(permission.Door == Door.Storefront ? "The storefront" : "The organization"));
            if (ReferenceEquals(permission, Permission.AnyShopper) && actor.CustomerId is null)
                return new(db, transaction, Problem.Unauthenticated);

            if (permission.Door == Door.Backstage && !actor.IsOperator && actor.Kind != ActorKind.System)
                return new(db, transaction, Problem.Missing("The page")); // whoever is not one need not know that there is any

            var checks = new Checks();
            request.Check(checks);
            if (checks.Problem is { } unsound)
                return new(db, transaction, unsound);

            if (actor.LacksFactor)
                return new(db, transaction, Problem.SecondFactorRequired);
            if (permission.Door == Door.Organization && !actor.May(permission))
            {
                await RecordDeniedAsync(db, gated, actor, tenant!, now, ct);
                await transaction.CommitAsync(ct);
                return new(db, transaction, Problem.Forbidden(permission));
            }
            if (gated.StepUp && caller.Credential is Credential.Session && request.IsSensitive && !actor.HasProved(now))
                return new(db, transaction, Problem.StepUpRequired);
            return new(db, transaction, new Pass(db, actor, tenant, now, (id, token) => new Doorman(db, catalogue).EnterAsync(id, token)));
        }
        catch
        {
            if (transaction is not null)
                await transaction.DisposeAsync();
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>In whole microseconds, as PostgreSQL keeps it: an answer and a later reading agree.</summary>
    static DateTimeOffset Whole(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));

    void Record(Gated operation, Pass pass, bool audited)
    {
        if (audited != pass.Noted is not null)
            throw new InvalidOperationException($"{operation.GetType().Name} {(audited ? "changed something without an audit note" : "says that it leaves none, and left one")}.");
        if (pass.Noted is not { } note)
            return;
        if (pass.Entered is { } tenant)
            pass.Db.Add(AuditEntry.Of(tenant.Id, operation, pass.Actor, caller, note, pass.Now));
        else
            pass.Db.Add(new AccountEntry(operation, pass.Actor, caller, note, pass.Now));
        if (caller.Credential is Credential.System { At: not null })
            pass.Events.ForEach(message => message.BornSettled());
        pass.Db.AddRange(pass.Events);
    }

    async Task RecordDeniedAsync(AppDb db, Gated gated, Actor actor, Tenant tenant, DateTimeOffset now, CancellationToken ct)
    {
        var entry = AuditEntry.OfDenied(tenant.Id, gated, actor, caller, now);
        if (await db.Set<AuditEntry>().AnyAsync(row => row.Fold == entry.Fold, ct))
            return;
        await db.Database.ExecuteSqlAsync($"""
            insert into audit_entries (organization_id, id, at, actor_kind, actor_id, actor_name, action, outcome, address, user_agent, request_id, fold)
            values ({entry.OrganizationId}, {entry.Id.Value}, {entry.At}, {entry.ActorKind.ToString()}, {entry.ActorId}, {entry.ActorName},
                    {entry.Action}, {entry.Outcome.ToString()}, {entry.Address}, {entry.UserAgent}, {entry.RequestId}, {entry.Fold})
            on conflict (organization_id, fold) where fold is not null do nothing
            """, ct);
    }

    /// <summary>Turns what PostgreSQL objects to into problems, and repeats what lost a race for locks.</summary>
    async Task<Result<TResult>> TryAsync<TResult>(Func<Task<Result<TResult>>> attempt, CancellationToken ct)
    {
        using var place = await turnstile.PassAsync(ct);
        if (place is null)
            return Problem.Unavailable;
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception failure) when (Sqlstate(failure) is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                if (tried == Tries)
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
            catch (Exception failure) when (Outage.Is(failure))
            {
                return Problem.Unavailable;
            }
        }
    }

    /// <summary>EF wraps what PostgreSQL says once, and twice when it holds it to be transient.</summary>
    static string? Sqlstate(Exception? failure) => failure is null or PostgresException ? (failure as PostgresException)?.SqlState : Sqlstate(failure.InnerException);

    /// <summary>At its end the pass is void and the context goes back to the pool, for another call of anybody's.</summary>
    sealed class Entry : IAsyncDisposable
    {
        readonly AppDb db;

        public Entry(AppDb db, IDbContextTransaction transaction, Problem refused) => (this.db, Transaction, Refused, Pass) = (db, transaction, refused, null!);
        public Entry(AppDb db, IDbContextTransaction transaction, Pass pass) => (this.db, Transaction, Pass) = (db, transaction, pass);

        public IDbContextTransaction Transaction { get; }
        public Problem? Refused { get; }
        public Pass Pass { get; }

        public async ValueTask DisposeAsync()
        {
            Pass?.End();
            await Transaction.DisposeAsync();
            await db.DisposeAsync();
        }
    }
}
