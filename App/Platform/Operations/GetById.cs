namespace App.Platform.Operations;

/// <summary>Names one object.</summary>
public sealed record ById<T>(Id<T> Id) : IRequest where T : IIdentified;

/// <summary>Returns one object by its id.</summary>
/// <param name="gate">The Gate.</param>
/// <param name="lookup">Reads the object; it is shared by all instances of the query.</param>
/// <param name="noun">What is missing if there is no such object: "The warehouse".</param>
public abstract class GetById<T, TView>(Gate gate, CompiledLookup<T, TView> lookup, string noun) : Query<ById<T>, TView>(gate)
    where T : class, IIdentified
    where TView : class
{
    protected override async Task<Result<TView>> PerformAsync(ById<T> request, OperationContext context, CancellationToken ct) =>
        await lookup.FindAsync(context.FinalRead(), request.Id, ct) is { } found ? found : Problem.Missing(noun);
}
