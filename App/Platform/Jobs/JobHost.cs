using Hangfire.Server;
using Npgsql;

namespace App.Platform;

/// <summary>
/// The one method that Hangfire calls. It finds the handler of the job's kind and runs it as the system. A failure reaches
/// Hangfire as the name of its type only, because Hangfire stores messages in clear and they may hold personal data; the log has
/// the rest.
/// </summary>
public sealed partial class JobHost(OpsDatabase database, IServiceScopeFactory scopes, ILogger<JobHost> log)
{
    /// <param name="kind">Name of a <see cref="JobKind"/>.</param>
    /// <param name="organizationId">The organization the job works for.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="context">Filled in by Hangfire.</param>
    /// <param name="ct">Filled in by Hangfire: canceled when the server stops or the job is discarded.</param>
    public async Task RunAsync(string kind, Guid? organizationId, Guid subject, PerformContext? context, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System(kind, organizationId));
            var handler = scope.ServiceProvider.GetKeyedService<IJobHandler>(kind) ?? throw new UnknownJobKindException();
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
    /// Before the work is read, so that what is committed from now on stores a new job. Waits for transactions that counted on
    /// this one: what they have committed is seen by the handler.
    /// </summary>
    async Task RemovePendingAsync(string kind, Guid subject, string? jobId, CancellationToken ct)
    {
        await using var remove = database.Source.Command(
            "delete from platform.pending_jobs where kind = $1 and subject = $2 and ($3::text is null or job_id::text = $3)", kind, subject);
        remove.Parameters.Add(new NpgsqlParameter { Value = (object?)jobId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await remove.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Kind} for {Subject} failed")]
    partial void LogFailed(Exception failure, string kind, Guid subject);
}

/// <summary>What Hangfire stores of a failure: the name of the exception's type.</summary>
public sealed class JobFailedException(string type) : Exception(type);

/// <summary>
/// No handler is registered for a stored job's kind. An instance with newer code may have one, so the job is retried.
/// </summary>
public sealed class UnknownJobKindException : Exception;
