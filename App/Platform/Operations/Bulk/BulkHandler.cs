using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>Reads the filter and the arguments of a bulk change from JSON.</summary>
/// <typeparam name="TFilter">Filter of the list.</typeparam>
/// <typeparam name="TArguments">Arguments of the change; <see cref="NoArguments"/> if it has none.</typeparam>
public abstract class BulkHandler<TFilter, TArguments> : IBulkHandler
    where TFilter : class, IRequest where TArguments : class, IRequest
{
    public Problem? Check(BulkSelection selection, JsonElement? arguments)
    {
        try
        {
            var checks = new Checks();
            foreach (var part in new IRequest?[] { FilterOf(selection), ArgumentsOf(arguments) }.OfType<IRequest>())
            {
                DefinedEnums.Check(part, checks);
                RequestText.Check(part, checks);
                part.Check(checks);
            }
            return checks.Problem;
        }
        catch (JsonException)
        {
            return Problem.Invalid.For("arguments", "The filter or the arguments are not those of this action.");
        }
    }

    public Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, BulkSelection selection, int most, CancellationToken ct) =>
        SelectAsync(context, selection.Ids, FilterOf(selection), most, ct);

    public virtual Task<Result<string?>> ReadBeforeAsync(Guid id, CancellationToken ct) =>
        Task.FromResult<Result<string?>>((string?)null);

    public Task<Problem?> ApplyAsync(BulkItemCall item, JsonElement? arguments, CancellationToken ct) =>
        ApplyAsync(item, ArgumentsOf(arguments), ct);

    public Task<Problem?> UndoAsync(BulkItemCall item, JsonElement? arguments, CancellationToken ct) =>
        UndoAsync(item, ArgumentsOf(arguments), ct);

    /// <summary>Returns the records with these ids, or those that the filter selects.</summary>
    protected abstract Task<IReadOnlyList<BulkTarget>> SelectAsync(
        OperationContext context, IReadOnlyList<Guid>? ids, TFilter? filter, int most, CancellationToken ct);

    protected abstract Task<Problem?> ApplyAsync(BulkItemCall item, TArguments arguments, CancellationToken ct);

    protected virtual Task<Problem?> UndoAsync(BulkItemCall item, TArguments arguments, CancellationToken ct) =>
        throw new NotSupportedException($"{GetType().Name} cannot be undone.");

    protected static async Task<Problem?> ProblemOf<T>(Task<Result<T>> call) => (await call).Problem;

    static TFilter? FilterOf(BulkSelection selection) => selection.Filter?.Deserialize<TFilter>(Json.Options);

    static TArguments ArgumentsOf(JsonElement? arguments) =>
        (arguments ?? JsonSerializer.SerializeToElement(new { }, Json.Options)).Deserialize<TArguments>(Json.Options)!;
}

/// <summary>Represents the arguments of a bulk change that has none.</summary>
public sealed record NoArguments : IRequest;
