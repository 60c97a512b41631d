using Microsoft.Extensions.Options;

namespace App.SignIn;

/// <summary>
/// A password that was checked against the rules and hashed. Only <see cref="PasswordHashingQueue"/> creates one.
/// </summary>
public sealed class HashedPassword
{
    internal HashedPassword(string value) => Value = value;

    internal string Value { get; }
}

/// <summary>
/// Hashes and verifies passwords, at most two at a time, because each takes about a third of a second of a core. It runs them
/// outside of database transactions, and on separate threads: on the thread pool, which has as many threads as cores, they
/// would block all other requests. An unknown account takes as long as a known one.
/// </summary>
public sealed class PasswordHashingQueue(BcryptPasswordHasher hasher, IOptions<BcryptOptions> options, TimeProvider clock)
    : IDisposable
{
    public const int Width = 2, LongestQueue = 200;
    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim slots = new(Width, Width);
    int waiting;

    /// <summary>The hash that is used for an account that does not exist.</summary>
    string Impossible => BcryptPasswordHasher.Impossible(options.Value.Cost);

    /// <summary>True if the next request would be rejected. Callers check it first to avoid work in vain.</summary>
    public bool IsFull => Volatile.Read(ref waiting) >= LongestQueue;

    public static Problem Busy { get; } = new(503, "sign_in_busy", "Too many sign-ins at the same time",
        "Too many people are signing in right now. Try again in a few seconds.")
    {
        RetryAfter = 5,
    };

    /// <summary>Checks a new password against the rules and hashes it.</summary>
    public async Task<Result<HashedPassword>> HashAsync(string? password, CancellationToken ct)
    {
        if (PasswordRules.Fault(password) is { } fault)
            return Problem.Invalid.For("password", fault);
        return await EnqueueAsync<HashedPassword>(() => new HashedPassword(hasher.HashPassword(password!)), ct);
    }

    /// <summary>
    /// Hashes a password again that was just verified, at the configured cost. The rules for new passwords are not checked.
    /// </summary>
    public Task<Result<HashedPassword>> RehashAsync(string password, CancellationToken ct) =>
        EnqueueAsync<HashedPassword>(() => new HashedPassword(hasher.HashPassword(password)), ct);

    /// <summary>
    /// Verifies the password of a login and returns the proof, or <see cref="SignInProblems.WrongCredentials"/>.
    /// </summary>
    /// <param name="stored">Null for an unknown address, which takes as long.</param>
    public Task<Result<SignInProof<TRealm>>> ProveAsync<TRealm>(
        StoredPassword? stored, string? password, CancellationToken ct) where TRealm : SignInRealm
    {
        var fits = PasswordRules.Fits(password);
        return EnqueueAsync<SignInProof<TRealm>>(() =>
        {
            var verified = hasher.Verify(stored?.Hash ?? Impossible, fits ? password! : "x");
            return fits && SignInProof<TRealm>.ByPassword(stored, verified) is { } proof
                ? proof
                : SignInProblems.WrongCredentials;
        }, ct);
    }

    async Task<Result<T>> EnqueueAsync<T>(Func<Result<T>> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref waiting) > LongestQueue)
        {
            Interlocked.Decrement(ref waiting);
            return Busy;
        }
        try
        {
            using var timeout = new CancellationTokenSource(MaxWait, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
            try
            {
                await slots.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return Busy;
            }
            try
            {
                return await Task.Factory.StartNew(
                    work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => slots.Dispose();
}
