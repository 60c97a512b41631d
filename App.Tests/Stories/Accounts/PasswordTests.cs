using App.Accounts;
using App.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace App.Tests.Accounts;

public sealed class PasswordTests(TestHost host)
{
    const string Rain = "a long walk in the rain";
    const string Bytes72 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    static BcryptPasswordHasher HasherOf(int cost) => new(Options.Create(new BcryptOptions { Cost = cost }));

    static bool IsPasswordOf(string password, string hash) =>
        HasherOf(4).Verify(hash, password) != PasswordVerificationResult.Failed;

    [Theory] // vectors of Openwall's crypt_blowfish, then hashes of libcrypt, which the product used before BCrypt.Net
    [InlineData("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    [InlineData(Bytes72, "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui")]
    [InlineData(Rain, "$2a$04$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData(Rain, "$2b$04$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData(Rain, "$2y$04$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData("Grüße aus Köln", "$2b$05$abcdefghijklmnopqrstuuHvGdZDEanK7yrqWa358SPCvFlhmF5wC")]
    [InlineData("Grüße aus Köln", "$2y$05$abcdefghijklmnopqrstuuHvGdZDEanK7yrqWa358SPCvFlhmF5wC")]
    public void Hashes_of_other_bcrypt_implementations_verify(string password, string hash)
    {
        Assert.True(IsPasswordOf(password, hash));
        Assert.False(IsPasswordOf(password[1..], hash));
    }

    /// <summary>BCrypt.Net ignores everything after the 72nd byte and would accept such a password.</summary>
    [Fact]
    public void Passwords_over_72_bytes_are_refused_when_hashing_and_verifying()
    {
        Assert.True(BCrypt.Net.BCrypt.Verify(Bytes72 + "x", "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"));
        Assert.False(IsPasswordOf(Bytes72 + "x", "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"));
        Assert.Throws<ArgumentException>(() => HasherOf(4).HashPassword(Bytes72 + "x"));
        Assert.True(IsPasswordOf(Bytes72, HasherOf(4).HashPassword(Bytes72)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("plain text")]
    [InlineData("$2b$04$")]
    [InlineData("$2b$99$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData("$2b$xx$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData("$2b$04$abcdefghijklmnopqrstuutE9zPX4q5NZg")]
    [InlineData("$2b$04$abcdefghij!mnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou_")]
    [InlineData("$2b$04$\u00e9bcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData("$6$rounds=5000$saltsalt$hash")]
    [InlineData("************************************************************")]
    public void A_malformed_stored_hash_matches_no_password(string hash) => Assert.False(IsPasswordOf(Rain, hash));

    [Fact]
    public void Hashes_contain_their_cost_and_a_unique_salt()
    {
        var one = HasherOf(4).HashPassword(Rain);
        var two = HasherOf(4).HashPassword(Rain);

        Assert.StartsWith("$2b$04$", one);
        Assert.NotEqual(one, two);
        Assert.True(IsPasswordOf(Rain, two));
        Assert.False(IsPasswordOf(Rain, BcryptPasswordHasher.Impossible(4)));
        Assert.Equal(60, BcryptPasswordHasher.Impossible(12).Length);
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, HasherOf(5).Verify(one, Rain));
        Assert.Equal(PasswordVerificationResult.Success, HasherOf(4).Verify(one, Rain));
    }

    [Fact]
    public async Task Concurrent_hashing_does_not_mix_up_passwords()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 64), (i, _) =>
        {
            Assert.True(IsPasswordOf($"password number {i}", HasherOf(4).HashPassword($"password number {i}")));
            return ValueTask.CompletedTask;
        });
    }

    [Theory]
    [InlineData("a long walk in the rain", null)]
    [InlineData("Grüße aus Köln 🚲", null)]
    [InlineData("eleven char", "12 characters")]
    [InlineData("🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲", "bytes")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "bytes")]
    [InlineData("with a \0 in the middle", "can't be used")]
    [InlineData("password123456", "easy to guess")]
    [InlineData("P@ssw0rd!2026", "easy to guess")]
    [InlineData("qwertyuiop12", "easy to guess")]
    [InlineData("aaaaaaaaaaaa", "easy to guess")]
    [InlineData("abcabcabcabc", "easy to guess")]
    [InlineData("123456789012", "easy to guess")]
    [InlineData("1q2w3e4r5t6y", "easy to guess")]
    [InlineData("1qaz2wsx3edc", "easy to guess")]
    [InlineData("Summer-Love-2026!", "easy to guess")]
    [InlineData("WelcomeAdmin99", "easy to guess")]
    [InlineData("M4nchester_United", "easy to guess")]
    [InlineData("passwordpassword", "easy to guess")]
    [InlineData("i love you baby", "easy to guess")]
    [InlineData("correct horse battery staple", "easy to guess")]
    [InlineData("spring tides reach the pier", null)]
    [InlineData("40816-3317-92", null)]
    [InlineData("", "missing")]
    [InlineData(null, "missing")]
    public void Password_rules_report_what_is_wrong(string? password, string? word)
    {
        if (word is null)
            Assert.Null(PasswordRules.Fault(password));
        else
            Assert.Contains(word, PasswordRules.Fault(password));
    }

    [Fact]
    public void An_unpaired_surrogate_is_refused_because_encoders_treat_it_differently() =>
        Assert.Contains("can't be used", PasswordRules.Fault("half a pair \ud83d of it"));

    [Fact]
    public async Task The_hashing_queue_runs_two_at_a_time()
    {
        var hasher = new SlowHasher();
        using var hashing = new PasswordHashingQueue(hasher, Options.Create(new BcryptOptions { Cost = 4 }), TimeProvider.System);
        var attempts = Enumerable.Range(0, 12).Select(_ => hashing.ProveAsync<StaffRealm>(null, "a long walk in the rain", default)).ToList();

        await hasher.Both.WaitAsync(TimeSpan.FromSeconds(20));
        hasher.Go.SetResult();
        await Task.WhenAll(attempts);

        Assert.Equal((2, 12), (hasher.Most, hasher.Served));
    }

    [Fact]
    public async Task A_full_hashing_queue_rejects_new_requests_immediately()
    {
        var hasher = new SlowHasher();
        using var hashing = new PasswordHashingQueue(hasher, Options.Create(new BcryptOptions { Cost = 4 }), TimeProvider.System);
        var attempts = Enumerable.Range(0, PasswordHashingQueue.LongestQueue)
            .Select(_ => hashing.ProveAsync<StaffRealm>(null, "a long walk in the rain", default)).ToList();

        Assert.Equal("sign_in_busy", (await hashing.ProveAsync<StaffRealm>(null, "a long walk in the rain", default)).Problem?.Code);
        await using var scope = host.Services.CreateAsyncScope();
        var rateLimit = new SignInRateLimit(
            scope.ServiceProvider.GetRequiredService<Limiter>(), scope.ServiceProvider.GetRequiredService<Caller>(), hashing,
            scope.ServiceProvider.GetRequiredService<SecurityLog>());
        Assert.Equal(PasswordHashingQueue.Busy, (await rateLimit.HoldAsync<Done>(
            (StaffRealm.Attempts, StaffRealm.FailedAttempts), () => throw new InvalidOperationException("Looked up."))).Problem);

        hasher.Go.SetResult();
        await Task.WhenAll(attempts);
    }

    sealed class SlowHasher() : BcryptPasswordHasher(Options.Create(new BcryptOptions { Cost = 4 }))
    {
        readonly TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int now, served;

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Task Both => both.Task;
        public int Most { get; private set; }
        public int Served => served;

        public override PasswordVerificationResult Verify(string hash, string password)
        {
            var present = Interlocked.Increment(ref now);
            lock (this)
                Most = Math.Max(Most, present);
            if (present == 2)
                both.TrySetResult();
            Go.Task.Wait();
            Interlocked.Increment(ref served);
            Interlocked.Decrement(ref now);
            return PasswordVerificationResult.Failed;
        }
    }
}
