using App.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>What the database keeps of an account's password, as <see cref="FindPassword"/> read it.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Hash">bcrypt.</param>
/// <param name="Stamp">The account's security stamp then: a session opens only while it is still the same.</param>
public sealed record StoredPassword(Guid AccountId, string Hash, string Stamp);

/// <summary>A password that was checked against the rules and hashed, by the desk alone.</summary>
public sealed class HashedPassword
{
    internal HashedPassword(string value) => Value = value;

    internal string Value { get; }
}

/// <summary>
/// Where passwords are hashed and verified: at most two at a time, because each takes about a third of a second of a core,
/// never inside a database transaction, and on threads of their own: on those of the pool, of which there are as many as cores,
/// everybody else would wait. An unknown account costs as much as a known one.
/// </summary>
public sealed class PasswordDesk(IPasswordHasher<Account> hasher, IOptions<BcryptOptions> options, TimeProvider clock) : IDisposable
{
    public const int Width = 2, LongestQueue = 200;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly Account Nobody = new();

    readonly SemaphoreSlim seats = new(Width, Width);
    int present;

    /// <summary>Stands in for the hash of an account that is not there.</summary>
    string Impossible => BcryptPasswordHasher.Impossible(options.Value.Cost);

    /// <summary>Whoever comes now would be turned away; what would be done for them before can be left.</summary>
    public bool IsFull => Volatile.Read(ref present) >= LongestQueue;

    public static Problem Busy { get; } = new(503, "sign_in_busy", "Too many sign-ins at once", "Very many people are signing in right now. Try again in a moment.") { RetryAfter = 5 };

    /// <summary>Hashes a new password that keeps the rules.</summary>
    public async Task<Result<HashedPassword>> HashAsync(string? password, CancellationToken ct)
    {
        if (PasswordRules.Fault(password) is { } fault)
            return Problem.Invalid.For("password", fault);
        return await SeatedAsync<HashedPassword>(() => new HashedPassword(hasher.HashPassword(Nobody, password!)), ct);
    }

    /// <summary>
    /// Hashes a password that was just verified once more, at the configured cost. The rules are for new passwords and are not
    /// asked.
    /// </summary>
    public Task<Result<HashedPassword>> RehashAsync(string password, CancellationToken ct) =>
        SeatedAsync<HashedPassword>(() => new HashedPassword(hasher.HashPassword(Nobody, password)), ct);

    /// <summary>Proof that the caller knows the password, or <see cref="AccountProblems.WrongCredentials"/>.</summary>
    /// <param name="stored">Null for an unknown account.</param>
    public async Task<Result<SignInProof>> ProveAsync(StoredPassword? stored, string? password, CancellationToken ct)
    {
        var fits = PasswordRules.Fits(password);
        return await SeatedAsync<SignInProof>(() =>
        {
            var proof = SignInProof.ByPassword(hasher, stored, fits ? password! : "x", Impossible);
            return proof is not null && fits ? proof : AccountProblems.WrongCredentials;
        }, ct);
    }

    /// <summary>Whether it is the password of this hash, for realms that keep their own. Null, for nobody's, takes as long.</summary>
    public async Task<Result<PasswordVerificationResult>> VerifyAsync(string? hash, string? password, CancellationToken ct)
    {
        var fits = PasswordRules.Fits(password);
        return await SeatedAsync<PasswordVerificationResult>(() =>
        {
            var verified = hasher.VerifyHashedPassword(Nobody, hash ?? Impossible, fits ? password! : "x");
            return fits && hash is not null ? verified : PasswordVerificationResult.Failed;
        }, ct);
    }

    async Task<Result<T>> SeatedAsync<T>(Func<Result<T>> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref present) > LongestQueue)
        {
            Interlocked.Decrement(ref present);
            return Busy;
        }
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
            try
            {
                await seats.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return Busy;
            }
            try
            {
                return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                seats.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref present);
        }
    }

    public void Dispose() => seats.Dispose();
}
