using Hangfire.Server;
using Npgsql;

namespace App.Platform.Jobs;

/// <summary>
/// Runs every job for Hangfire: it finds the handler of the job's kind and calls it as the system. Hangfire gets only the type
/// name of a failure, because it stores messages unencrypted and they may contain personal data. The log contains the full
/// exception.
/// </summary>
public sealed partial class JobHost(OpsDatabase database, IServiceScopeFactory scopes, ILogger<JobHost> log)
{
    /// <summary>Runs one job.</summary>
    /// <param name="kind">Name of a <see cref="JobKind"/>.</param>
    /// <param name="organizationId">Organization the job works for; null for the whole installation.</param>
    /// <param name="subject">Id of the object it is about.</param>
    /// <param name="context">Set by Hangfire.</param>
    /// <param name="ct">Set by Hangfire; canceled when the server stops or the job is discarded.</param>
    public async Task RunAsync(string kind, Guid? organizationId, Guid subject, PerformContext? context, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateSystemScope(kind, organizationId);
            var handler = scope.ServiceProvider.GetKeyedService<IJobHandler>(kind)
                ?? throw new UnknownJobKindException();
            await RemovePendingAsync(kind, subject, context?.BackgroundJob.Id, ct);
            await handler.RunAsync(new(organizationId, subject), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailed(failure, kind, subject);
            throw new JobFailedException(failure.GetType().Name);
        }
    }

    /// <summary>
    /// Removes the pending job before the handler reads its work, so changes that commit from now on store a new job. The delete
    /// waits for transactions that rely on this job, so the handler sees what they have committed. The next job of the
    /// organization takes its place in the queue.
    /// </summary>
    async Task RemovePendingAsync(string kind, Guid subject, string? jobId, CancellationToken ct)
    {
        await using var remove = database.Source.Command("select platform.start_job($1, $2, $3::bigint)", kind, subject);
        remove.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)jobId ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
        });
        await remove.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Kind} for {Subject} failed")]
    partial void LogFailed(Exception failure, string kind, Guid subject);
}

/// <summary>Reports a failure to Hangfire by the type name of the original exception.</summary>
public sealed class JobFailedException(string type) : Exception(type);

/// <summary>
/// Reports that no handler is registered for the kind of a stored job. An instance with newer code may have one, so the job is
/// retried.
/// </summary>
public sealed class UnknownJobKindException : Exception;
