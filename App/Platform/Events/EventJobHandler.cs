using Npgsql;

namespace App.Platform.Events;

/// <summary>
/// Handles one pending event for one handler, then deletes the pending event. It may run twice, after a crash or concurrently:
/// the handler finds the record of the first run and changes nothing.
/// </summary>
sealed class EventJobHandler(
    [ServiceKey] string kind, EventHandlers handlers, OpsDatabase database, IServiceScopeFactory scopes) : IJobHandler
{
    sealed record Found(string Payload, DateTimeOffset OccurredAt, Guid? OrganizationId, Guid? AccountId);

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        if (await FindAsync(call.Subject, ct) is not { } pending)
            return;
        var handler = handlers.Of(kind);
        var raised = handler.Read(pending.Payload);
        var failures = new List<Exception>();
        foreach (var (organizationId, slug) in await OrganizationsAsync(pending, ct))
        {
            await using var scope = scopes.CreateSystemScope(handler.Name, organizationId);
            var context = new EventContext(kind, call.Subject, pending.OccurredAt, organizationId, slug);
            try
            {
                await handler.HandleAsync(scope.ServiceProvider, raised, context, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                failures.Add(failure); // a failure in one organization does not hold up the others
            }
        }
        if (failures.Count > 0)
            throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
        await RemoveAsync(call.Subject, ct);
    }

    async Task<Found?> FindAsync(Guid eventId, CancellationToken ct)
    {
        await using var find = database.Source.Command("""
            select payload, occurred_at, organization_id, account_id from platform.pending_events
            where handler = $1 and event_id = $2
            """, kind, eventId);
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        return new(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), await IdAsync(row, 2, ct), await IdAsync(row, 3, ct));
    }

    static async Task<Guid?> IdAsync(NpgsqlDataReader row, int column, CancellationToken ct) =>
        await row.IsDBNullAsync(column, ct) ? null : row.GetGuid(column);

    /// <summary>Returns the organization of the event, or all organizations of its account.</summary>
    async Task<List<(Guid Id, string Slug)>> OrganizationsAsync(Found pending, CancellationToken ct)
    {
        await using var read = pending.AccountId is { } account
            ? database.Source.Command(
                "select organization_id, slug from platform.memberships($1) order by organization_id", account)
            : database.Source.Command(
                "select organization_id, slug from platform.find_organization($1)", pending.OrganizationId!.Value);
        await using var row = await read.ExecuteReaderAsync(ct);
        var found = new List<(Guid, string)>();
        while (await row.ReadAsync(ct))
            found.Add((row.GetGuid(0), row.GetString(1)));
        return found;
    }

    async Task RemoveAsync(Guid eventId, CancellationToken ct)
    {
        await using var remove = database.Source.Command(
            "delete from platform.pending_events where handler = $1 and event_id = $2", kind, eventId);
        await remove.ExecuteNonQueryAsync(ct);
    }
}
