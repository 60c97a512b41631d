namespace App.Platform.Operations;

/// <summary>Names the job that handles the events of one type for one handler.</summary>
public sealed record EventJob(string EventType, JobKind Kind);

/// <summary>Stores a pending event and its job for each handler of the events that an operation raised.</summary>
public sealed class EventJobs(IEnumerable<EventJob> jobs)
{
    readonly ILookup<string, JobKind> kinds = jobs.ToLookup(job => job.EventType, job => job.Kind);

    internal void Enqueue(OperationContext context)
    {
        foreach (var message in context.Events)
            foreach (var kind in kinds[message.Type])
                Enqueue(context, new(kind.Name, message), kind);
        foreach (var message in context.AccountEvents)
            foreach (var kind in kinds[message.Type])
                Enqueue(context, new(kind.Name, message), kind);
    }

    static void Enqueue(OperationContext context, PendingEvent pending, JobKind kind)
    {
        context.Db.Add(pending);
        context.Jobs.Add(new(kind, pending.OrganizationId, pending.EventId));
    }
}
