using App.Accounts;
using App.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace App.Tests.Accounts;

public sealed class PasswordTests(TestHouse house)
{
    const string Rain = "a long walk in the rain";
    const string Bytes72 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    static BcryptPasswordHasher HasherOf(int cost) => new(Options.Create(new BcryptOptions { Cost = cost }));

    static bool IsPasswordOf(string password, string hash) =>
        HasherOf(4).VerifyHashedPassword(new(), hash, password) != PasswordVerificationResult.Failed;

    [Theory] // vectors of Openwall's crypt_blowfish, then hashes that libcrypt made for us before BCrypt.Net did
    [InlineData("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    [InlineData(Bytes72, "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui")]
    [InlineData(Rain, "$2a$04$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData(Rain, "$2b$04$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData(Rain, "$2y$04$abcdefghijklmnopqrstuutE9zPX4q5NZg.FtE1VswMulasp1w5ou")]
    [InlineData("Grüße aus Köln", "$2b$05$abcdefghijklmnopqrstuuHvGdZDEanK7yrqWa358SPCvFlhmF5wC")]
    [InlineData("Grüße aus Köln", "$2y$05$abcdefghijklmnopqrstuuHvGdZDEanK7yrqWa358SPCvFlhmF5wC")]
    public void bcrypt_is_bcrypt(string password, string hash)
    {
        Assert.True(IsPasswordOf(password, hash));
        Assert.False(IsPasswordOf(password[1..], hash));
    }

    /// <summary>BCrypt.Net itself ignores what comes after the 72nd byte, and would let it in.</summary>
    [Fact]
    public void More_than_72_bytes_are_refused_in_hashing_and_in_verifying()
    {
        Assert.True(BCrypt.Net.BCrypt.Verify(Bytes72 + "x", "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"));
        Assert.False(IsPasswordOf(Bytes72 + "x", "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"));
        Assert.Throws<ArgumentException>(() => HasherOf(4).HashPassword(new(), Bytes72 + "x"));
        Assert.True(IsPasswordOf(Bytes72, HasherOf(4).HashPassword(new(), Bytes72)));
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
    public void A_stored_text_that_is_no_hash_is_nobodys_password(string hash) => Assert.False(IsPasswordOf(Rain, hash));

    [Fact]
    public void Hashes_carry_their_cost_and_a_salt_of_their_own()
    {
        var (one, two) = (HasherOf(4).HashPassword(new(), Rain), HasherOf(4).HashPassword(new(), Rain));

        Assert.StartsWith("$2b$04$", one);
        Assert.NotEqual(one, two);
        Assert.True(IsPasswordOf(Rain, two));
        Assert.False(IsPasswordOf(Rain, BcryptPasswordHasher.Impossible(4)));
        Assert.Equal(60, BcryptPasswordHasher.Impossible(12).Length);
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, HasherOf(5).VerifyHashedPassword(new(), one, Rain));
        Assert.Equal(PasswordVerificationResult.Success, HasherOf(4).VerifyHashedPassword(new(), one, Rain));
    }

    [Fact]
    public async Task Hashing_on_many_threads_mixes_nothing_up()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 64), (i, _) =>
        {
            Assert.True(IsPasswordOf($"password number {i}", HasherOf(4).HashPassword(new(), $"password number {i}")));
            return ValueTask.CompletedTask;
        });
    }

    [Theory]
    [InlineData("a long walk in the rain", null)]
    [InlineData("Grüße aus Köln 🚲", null)]
    [InlineData("eleven char", "12 characters")]
    [InlineData("🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲", "bytes")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "bytes")]
    [InlineData("with a \0 in the middle", "cannot be used")]
    [InlineData("password123456", "first")]
    [InlineData("P@ssw0rd!2026", "first")]
    [InlineData("qwertyuiop12", "first")]
    [InlineData("aaaaaaaaaaaa", "first")]
    [InlineData("abcabcabcabc", "first")]
    [InlineData("123456789012", "first")]
    [InlineData("1q2w3e4r5t6y", "first")]
    [InlineData("1qaz2wsx3edc", "first")]
    [InlineData("Summer-Love-2026!", "first")]
    [InlineData("WelcomeAdmin99", "first")]
    [InlineData("M4nchester_United", "first")]
    [InlineData("passwordpassword", "first")]
    [InlineData("i love you baby", "first")]
    [InlineData("correct horse battery staple", "first")]
    [InlineData("spring tides reach the pier", null)]
    [InlineData("40816-3317-92", null)]
    [InlineData("", "missing")]
    [InlineData(null, "missing")]
    public void The_rules_say_what_is_wrong(string? password, string? word)
    {
        if (word is null)
            Assert.Null(PasswordRules.Fault(password));
        else
            Assert.Contains(word, PasswordRules.Fault(password));
    }

    [Fact]
    public void Half_a_character_is_refused_because_no_two_programs_encode_it_alike() =>
        Assert.Contains("cannot be used", PasswordRules.Fault("half a pair \ud83d of it"));

    [Fact]
    public async Task Two_are_served_at_a_time_and_the_rest_wait()
    {
        var hasher = new SlowHasher();
        using var desk = new PasswordDesk(hasher, Options.Create(new BcryptOptions { Cost = 4 }), TimeProvider.System);
        var attempts = Enumerable.Range(0, 12).Select(_ => desk.ProveAsync(null, "a long walk in the rain", default)).ToList();

        await hasher.Both.WaitAsync(TimeSpan.FromSeconds(20));
        hasher.Go.SetResult();
        await Task.WhenAll(attempts);

        Assert.Equal((2, 12), (hasher.Most, hasher.Served));
    }

    [Fact]
    public async Task A_queue_that_is_full_turns_people_away_at_once()
    {
        var hasher = new SlowHasher();
        using var desk = new PasswordDesk(hasher, Options.Create(new BcryptOptions { Cost = 4 }), TimeProvider.System);
        var attempts = Enumerable.Range(0, PasswordDesk.LongestQueue).Select(_ => desk.ProveAsync(null, "a long walk in the rain", default)).ToList();

        Assert.Equal("sign_in_busy", (await desk.ProveAsync(null, "a long walk in the rain", default)).Problem?.Code);
        await using var scope = house.Services.CreateAsyncScope();
        var tries = new SignInTries(scope.ServiceProvider.GetRequiredService<Limiter>(), scope.ServiceProvider.GetRequiredService<Caller>(), desk);
        Assert.Equal(PasswordDesk.Busy, (await tries.HoldAsync<Done>(Limit.SignIn, Limit.FailedSignIn, () => throw new InvalidOperationException("Looked up."))).Problem);

        hasher.Go.SetResult();
        await Task.WhenAll(attempts);
    }

    sealed class SlowHasher : IPasswordHasher<Account>
    {
        readonly TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int now, served;

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Task Both => both.Task;
        public int Most { get; private set; }
        public int Served => served;

        public string HashPassword(Account user, string password) => throw new InvalidOperationException();

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
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
