using System.Text.Json;

namespace App.Exports;

/// <summary>
/// Reads the rows of one export for a short time, stores them as a part, and then enqueues itself again, so organizations take
/// turns. Rows are read through the Gate in the name of the member who began the export. The last job makes the file out of the
/// parts. A job that is killed starts again at the cursor of the last stored part.
/// </summary>
public sealed class ExportRunner(
    OpsDatabase database, ExportLists lists, IObjectStore store, IServiceScopeFactory scopes, TimeProvider clock) : IJobHandler
{
    static readonly TimeSpan MaxRunTime = TimeSpan.FromSeconds(2);

    /// <summary>A part has at most this many rows, which are in memory while it is read.</summary>
    const int MostRowsOfPart = 5000;

    sealed record Running(
        Guid OrganizationId, Guid Id, ExportList List, ExportFormat Format, JsonElement Filter, string? Sort, string TimeZone,
        Guid MemberId, int Rows, string? Cursor, int Parts);

    public async Task RunAsync(JobCall call, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } export)
            return;
        var (rows, cursor, problem) = await ReadAsync(export, ct);
        if (problem is { RetryAfter: not null })
            throw new JobBusyException(problem.Code); // Hangfire tries again
        if (problem is not null)
            await EndAsync(export, ExportState.Stopped, ct);
        else if (export.Rows + rows.Count > Export.MostRowsOf(export.Format))
            await EndAsync(export, ExportState.Failed, ct);
        else
            await StoreAsync(call, export, rows, cursor, ct);
    }

    /// <summary>Reads rows until the time is over, the part is full or the list has ended.</summary>
    async Task<(IReadOnlyList<object?[]> Rows, string? Cursor, Problem? Problem)> ReadAsync(Running export, CancellationToken ct)
    {
        var ends = clock.GetUtcNow() + MaxRunTime;
        var rows = new List<object?[]>();
        var cursor = export.Cursor;
        do
        {
            await using var scope = ScopeOf(export);
            var read = await ReaderIn(scope, export).ReadAsync(
                export.Filter, new PageRequest(PageRequest.Largest, cursor, export.Sort), ct);
            if (!read.Succeeded)
                return (rows, cursor, read.Problem);
            rows.AddRange(read.Value.Rows);
            cursor = read.Value.NextCursor;
        }
        while (cursor is not null && rows.Count < MostRowsOfPart && clock.GetUtcNow() < ends);
        return (rows, cursor, null);
    }

    /// <summary>Stores the part. Then goes on with the next one or, after the last one, makes the file.</summary>
    async Task StoreAsync(
        JobCall call, Running export, IReadOnlyList<object?[]> rows, string? cursor, CancellationToken ct)
    {
        var part = ExportFiles.PartOf(export.OrganizationId, export.Id, export.Parts);
        await store.WriteAsync(part, file => ExportPart.WriteAsync(file, rows, ct), ct);
        if (cursor is null)
        {
            var size = await MakeFileAsync(export, export.Parts + 1, ct);
            await FinishAsync(export, rows.Count, size, ct);
            return;
        }
        if (await StoreProgressAsync(export, rows.Count, cursor, ct))
            await EnqueueNextAsync(call, ct);
        else // it was deleted meanwhile, perhaps with its files, except for the part that was just stored
            await store.DeleteFolderAsync(ExportFiles.FolderOf(export.OrganizationId, export.Id), ct);
    }

    async Task<long> MakeFileAsync(Running export, int parts, CancellationToken ct)
    {
        await using var scope = ScopeOf(export);
        var columns = ReaderIn(scope, export).Columns;
        var rows = ReadPartsAsync(export, columns, parts, ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(export.TimeZone);
        return await store.WriteAsync(
            ExportFiles.FileOf(export.OrganizationId, export.Id),
            file => export.Format == ExportFormat.Csv
                ? CsvFile.WriteAsync(file, columns, rows, ct)
                : XlsxFile.WriteAsync(file, export.List.Title, columns, rows, zone, ct),
            ct);
    }

    async IAsyncEnumerable<object?[]> ReadPartsAsync(
        Running export, IReadOnlyList<ExportColumn> columns, int parts,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var number = 0; number < parts; number++)
        {
            var name = ExportFiles.PartOf(export.OrganizationId, export.Id, number);
            await using var file = await store.OpenAsync(name, ct) ?? throw new FileNotFoundException("A part is missing.", name);
            await foreach (var row in ExportPart.ReadAsync(file, columns, ct))
                yield return row;
        }
    }

    /// <summary>Creates a scope in which the list is read in the name of the member.</summary>
    AsyncServiceScope ScopeOf(Running export)
    {
        var scope = scopes.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        caller.Is(new Credential.OnBehalf(export.OrganizationId, export.MemberId));
        caller.Within(TypeId.Format(Export.IdPrefix, export.Id));
        return scope;
    }

    static IExportReader ReaderIn(AsyncServiceScope scope, Running export) =>
        (IExportReader)scope.ServiceProvider.GetRequiredService(export.List.Reader);

    async Task<Running?> FindAsync(JobCall call, CancellationToken ct)
    {
        await using var find = database.Source.Command($"""
            select list, format, filter::text, sort, time_zone, member_id, rows, cursor, parts from exports
            where organization_id = $1 and id = $2 and state = '{nameof(ExportState.Running)}'
            """, call.OrganizationId!.Value, call.Subject);
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var list = lists.Find(row.GetString(0))
            ?? throw new UnknownJobKindException(); // an instance with newer code may know it
        return new(
            call.OrganizationId.Value, call.Subject, list, Enum.Parse<ExportFormat>(row.GetString(1)),
            JsonSerializer.Deserialize<JsonElement>(row.GetString(2)), await row.IsDBNullAsync(3, ct) ? null : row.GetString(3),
            row.GetString(4), row.GetGuid(5), row.GetInt32(6), await row.IsDBNullAsync(7, ct) ? null : row.GetString(7),
            row.GetInt32(8));
    }

    /// <summary>Stores how far the export is. Returns false if it no longer runs, or if another job stored this part.</summary>
    async Task<bool> StoreProgressAsync(Running export, int rows, string cursor, CancellationToken ct)
    {
        await using var store = database.Source.Command($"""
            update exports set rows = rows + $4, cursor = $5, parts = parts + 1, updated_at = $6
            where organization_id = $1 and id = $2 and parts = $3 and state = '{nameof(ExportState.Running)}'
            """, export.OrganizationId, export.Id, export.Parts, rows, cursor, clock.GetUtcNow());
        return await store.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Stores in one statement that the last part was read and the file is complete.</summary>
    async Task FinishAsync(Running export, int rows, long size, CancellationToken ct)
    {
        await using var finish = database.Source.Command($"""
            update exports set rows = rows + $4, cursor = null, parts = parts + 1, size = $5, ended_at = $6, updated_at = $6,
                state = '{nameof(ExportState.Finished)}'
            where organization_id = $1 and id = $2 and parts = $3 and state = '{nameof(ExportState.Running)}'
            """, export.OrganizationId, export.Id, export.Parts, rows, size, clock.GetUtcNow());
        await finish.ExecuteNonQueryAsync(ct);
    }

    async Task EndAsync(Running export, ExportState state, CancellationToken ct)
    {
        await using var end = database.Source.Command($"""
            update exports set state = $3, ended_at = $4, updated_at = $4
            where organization_id = $1 and id = $2 and state = '{nameof(ExportState.Running)}'
            """, export.OrganizationId, export.Id, state.ToString(), clock.GetUtcNow());
        await end.ExecuteNonQueryAsync(ct);
    }

    async Task EnqueueNextAsync(JobCall call, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await JobQueue.EnqueueAsync(connection, [new(ExportJobs.Run, call.OrganizationId, call.Subject)], ct);
    }
}
