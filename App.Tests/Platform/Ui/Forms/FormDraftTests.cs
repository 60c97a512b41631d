using App.Platform.Operations;
using App.Platform.Results;
using App.Platform.Ui;

namespace App.Tests.Platform.Ui;

public sealed class FormDraftTests
{
    public sealed class Note
    {
        public string? Title { get; set; }
        public List<string> Tags { get; init; } = [];
    }

    readonly FakeClock clock = new(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));

    FormDraft<Note> Draft() => new(() => new() { Title = "" }, clock);

    static Task<Result<string>> Succeed() => Task.FromResult<Result<string>>("done");
    static Task<Result<string>> Fail() => Task.FromResult<Result<string>>(Problem.Unavailable);

    [Fact]
    public void Input_that_returns_to_what_it_was_is_not_unsaved()
    {
        var draft = Draft();
        Assert.False(draft.IsChanged);

        draft.Input.Title = "Count the shelves";
        Assert.True(draft.IsChanged);

        draft.Input.Title = "";
        Assert.False(draft.IsChanged);
    }

    [Fact]
    public async Task Saved_input_is_no_longer_unsaved_and_refused_input_still_is()
    {
        var draft = Draft();
        draft.Input.Title = "Count the shelves";

        await draft.SubmitAsync(_ => Fail());
        Assert.True(draft.IsChanged);

        await draft.SubmitAsync(_ => Succeed());
        Assert.False(draft.IsChanged);
    }

    [Fact]
    public void What_the_browser_kept_is_restored_with_its_lists()
    {
        var before = Draft();
        before.Input.Title = "Count";
        before.Input.Tags.Add("stock");

        var after = Draft();
        Assert.True(after.Restore(before.Write()));

        Assert.Equal("Count", after.Input.Title);
        Assert.Equal(["stock"], after.Input.Tags);
        Assert.True(after.IsChanged);
        after.Discard();
        Assert.Equal("", after.Input.Title);
        Assert.False(after.IsChanged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"start\":null,\"input\":null}")]
    [InlineData("{\"start\":\"{}\",\"input\":\"[1]\"}")]
    [InlineData("{\"start\":\"{}\",\"input\":\"{\\\"title\\\":5}\"}")]
    public void What_another_version_kept_is_ignored_if_it_does_not_fit(string kept)
    {
        var draft = Draft();
        Assert.False(draft.Restore(kept));
        Assert.False(draft.IsChanged);
    }

    [Fact]
    public void Members_that_no_longer_exist_are_ignored()
    {
        var draft = Draft();
        Assert.True(draft.Restore("""{"start":"{}","input":"{\"title\":\"Kept\",\"color\":\"red\"}"}"""));
        Assert.Equal("Kept", draft.Input.Title);
    }

    [Fact]
    public async Task Input_whose_outcome_is_unknown_is_sent_again_with_the_same_key_after_a_restart()
    {
        var before = Draft();
        before.Input.Title = "Count";
        var keys = new List<IdempotencyKey>();
        var kept = "";
        var unanswered = new TaskCompletionSource<Result<string>>();
        _ = before.SubmitAsync(key =>
        {
            keys.Add(key);
            kept = before.Write();
            return unanswered.Task;
        });

        var after = Draft();
        after.Restore(kept);
        await after.SubmitAsync(key =>
        {
            keys.Add(key);
            return Succeed();
        });

        Assert.Equal(keys[0], keys[1]);
    }

    [Fact]
    public async Task Changed_input_gets_another_key()
    {
        var draft = Draft();
        var keys = new List<IdempotencyKey>();
        async Task<Result<string>> Record(IdempotencyKey key)
        {
            keys.Add(key);
            return await Fail();
        }
        draft.Input.Title = "One";
        await draft.SubmitAsync(Record);
        draft.Input.Title = "Two";
        await draft.SubmitAsync(Record);
        Assert.NotEqual(keys[0], keys[1]);
    }
}
