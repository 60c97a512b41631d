using System.Diagnostics.CodeAnalysis;

namespace App.Platform;

/// <summary>What a call through the Gate answers: a value, or the problem that kept it from one.</summary>
public sealed class Result<T>
{
    readonly T? value;

    Result(T? value, Problem? problem, bool replayed) => (this.value, Problem, Replayed) = (value, problem, replayed);

    public Problem? Problem { get; }

    /// <summary>True when the answer is the stored one of an earlier request with the same idempotency key.</summary>
    public bool Replayed { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>The value. Asking a refused result for it is a bug.</summary>
    public T Value => Problem is null ? value! : throw new InvalidOperationException($"Refused: {Problem.Code}: {Problem.Detail}");

    public TOut Match<TOut>(Func<T, TOut> onValue, Func<Problem, TOut> onProblem) => Problem is null ? onValue(value!) : onProblem(Problem);

    public void Switch(Action<T> onValue, Action<Problem> onProblem)
    {
        if (Problem is null)
            onValue(value!);
        else
            onProblem(Problem);
    }

    public static implicit operator Result<T>(T value) => new(value, null, false);
    public static implicit operator Result<T>(Problem problem) => new(default, problem, false);

    internal static Result<T> Replay(T value) => new(value, null, true);
}

/// <summary>The answer of an operation that has nothing to tell beyond success.</summary>
public readonly record struct Done;
