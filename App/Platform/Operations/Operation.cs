namespace App.Platform.Operations;

/// <summary>Declares what the Gate needs to know about an operation or query. The architecture tests list them by it.</summary>
public abstract class OperationBase
{
    /// <summary>Gets who may run it.</summary>
    protected internal abstract Access Access { get; }

    /// <summary>Gets the name in the audit log, in the imperative: <c>order.place</c>.</summary>
    protected internal abstract string Action { get; }

    /// <summary>
    /// Gets whether it writes an audit entry. All operations do, except those that change only a draft, such as a visitor's cart:
    /// otherwise visitors could fill an append-only log without signing in. Operations without an audit entry raise no events.
    /// ContractTests lists them.
    /// </summary>
    protected internal virtual bool Audited => true;

    /// <summary>Gets the orders that a list offers besides its own; null if it offers none.</summary>
    protected internal virtual IListSorts? Sorts => null;

    /// <summary>Gets what it can bring about that outlives the session of the caller.</summary>
    protected internal virtual Effects Effects => Effects.None;

    /// <summary>
    /// Gets whether a person must have confirmed a second factor in the last ten minutes. Every operation with
    /// <see cref="Effects"/> requires this, and so do all of platform administrators and a few that cannot be undone. Keys and
    /// background loops are exempt. ContractTests lists the operations.
    /// </summary>
    protected internal virtual bool StepUp => Effects != Effects.None || Access == Access.Operator;
}

/// <summary>
/// Changes data. The only public methods are the two forms of <c>ExecuteAsync</c>, which are not virtual and go through the Gate.
/// The body is protected, so pages, endpoints, jobs, seeds and tests all pass the same checks.
/// </summary>
public abstract class Operation<TRequest, TResult>(Gate gate) : OperationBase where TRequest : IRequest
{
    /// <summary>Runs the operation through the Gate.</summary>
    /// <param name="request">Input of the operation.</param>
    /// <param name="key">Idempotency key; the same key and request return the same result for 24 hours.</param>
    /// <param name="ct">Cancels the operation unless it has been committed.</param>
    public Task<Result<TResult>> ExecuteAsync(TRequest request, IdempotencyKey? key = null, CancellationToken ct = default) =>
        gate.RunAsync(this, request, key, null, PerformAsync, ct);

    /// <summary>Runs the operation through the Gate, provided that the object has the version that the caller has read.</summary>
    /// <param name="request">Input of the operation.</param>
    /// <param name="key">Idempotency key; the same key and request return the same result for 24 hours.</param>
    /// <param name="precondition">The version. An HTTP request has it in its headers instead.</param>
    /// <param name="ct">Cancels the operation unless it has been committed.</param>
    public Task<Result<TResult>> ExecuteAsync(
        TRequest request, IdempotencyKey? key, Precondition precondition, CancellationToken ct) =>
        gate.RunAsync(this, request, key, precondition, PerformAsync, ct);

    /// <summary>Does the work in one transaction. Returning a problem rolls all of it back.</summary>
    protected abstract Task<Result<TResult>> PerformAsync(TRequest request, OperationContext context, CancellationToken ct);
}

/// <summary>Reads data through the same Gate, with a database context that cannot save.</summary>
public abstract class Query<TRequest, TResult>(Gate gate) : OperationBase where TRequest : IRequest
{
    public Task<Result<TResult>> ExecuteAsync(TRequest request, CancellationToken ct = default) =>
        gate.ReadAsync(this, request, PerformAsync, ct);

    protected abstract Task<Result<TResult>> PerformAsync(TRequest request, OperationContext context, CancellationToken ct);
}

/// <summary>Marks a result that contains more than the object itself. Its entity tag is computed from the object only.</summary>
public interface IVersioned
{
    /// <summary>Returns the object in the form that its audit notes record.</summary>
    object Versioned();
}

/// <summary>Marks a result with a secret that is shown only once. Its stored receipt leaves the secret out.</summary>
public interface IShownOnce
{
    object WithoutSecret();
}
