namespace App.Platform;

/// <summary>What the Gate needs to know of an operation or query before it opens; the house tests list them by it.</summary>
public abstract class Gated
{
    /// <summary>What a caller must be allowed to do.</summary>
    protected internal abstract Permission Permission { get; }

    /// <summary>Its name in the audit log and the contract, imperative: <c>order.place</c>.</summary>
    protected internal abstract string Action { get; }

    /// <summary>
    /// Whether it leaves its entry in the audit log. Everything does but what changes a mere draft, such as a visitor's cart: nobody may
    /// fill an append-only log without having signed in. ContractTests lists those. They raise no events.
    /// </summary>
    protected internal virtual bool Audited => true;

    /// <summary>
    /// Whether a person has to have proved a second factor within the last ten minutes: what opens lasting doors, or takes protection
    /// away. Keys and our own loops are not asked. ContractTests lists those that do.
    /// </summary>
    protected internal virtual bool StepUp => false;
}

/// <summary>
/// A write. The one public way in is <see cref="ExecuteAsync"/>, which is not virtual and goes through the Gate; the body is
/// protected, so pages, endpoints, jobs, seeds and tests all come the same way.
/// </summary>
public abstract class Operation<TRequest, TResult>(Gate gate) : Gated where TRequest : IRequest
{
    /// <param name="request">What is asked for.</param>
    /// <param name="key">The caller's name for this one intent; the same key and request give the same answer for 24 hours.</param>
    /// <param name="ct">Cancels what has not been committed.</param>
    public Task<Result<TResult>> ExecuteAsync(TRequest request, IdempotencyKey? key = null, CancellationToken ct = default) =>
        gate.RunAsync(this, request, key, PerformAsync, ct);

    /// <summary>The work, inside one transaction. A problem rolls all of it back.</summary>
    protected abstract Task<Result<TResult>> PerformAsync(TRequest request, Pass pass, CancellationToken ct);
}

/// <summary>A read, through the same Gate: permission, organization, a context that cannot save.</summary>
public abstract class Query<TRequest, TResult>(Gate gate) : Gated where TRequest : IRequest
{
    public Task<Result<TResult>> ExecuteAsync(TRequest request, CancellationToken ct = default) =>
        gate.ReadAsync(this, request, PerformAsync, ct);

    protected abstract Task<Result<TResult>> PerformAsync(TRequest request, Pass pass, CancellationToken ct);
}

/// <summary>A result that shows more than the object itself: its entity tag is that of this part, which changes of it note.</summary>
public interface IVersioned
{
    object Versioned();
}

/// <summary>A result that holds a secret which is shown once: its stored receipt leaves the secret out.</summary>
public interface IShownOnce
{
    object WithoutSecret();
}
