using System.Diagnostics.CodeAnalysis;

namespace App.Platform.Results;

/// <summary>Holds the outcome of a call through the Gate: a value or a problem.</summary>
public sealed class Result<T>
{
    readonly T? value;

    Result(T? value, Problem? problem, bool replayed)
    {
        this.value = value;
        Problem = problem;
        Replayed = replayed;
    }

    public Problem? Problem { get; }

    /// <summary>Gets whether this is the stored result of an earlier request with the same idempotency key.</summary>
    public bool Replayed { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>Gets the value. Throws if the call failed with a problem.</summary>
    public T Value => Problem is null
        ? value!
        : throw new InvalidOperationException($"The call failed with {Problem.Code}: {Problem.Detail}");

    public TOut Match<TOut>(Func<T, TOut> onValue, Func<Problem, TOut> onProblem) =>
        Problem is null ? onValue(value!) : onProblem(Problem);

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

/// <summary>Represents success of an operation that returns no value.</summary>
public readonly record struct Done;
