using App.Platform.Operations;
using App.Platform.Results;
using App.Platform.Ui;

namespace App.Tests.Platform.Ui;

/// <summary>Two people edit one object; a small store stands for the Gate and refuses a stale version like it does.</summary>
public sealed class EditDraftTests
{
    public sealed record View(string Name, string? Phone, IReadOnlyList<string> Tags, bool IsDefault);

    public sealed class Model
    {
        public string? Name { get; set; }
        public string? Phone { get; set; }
        public List<string> Tags { get; init; } = [];
        public bool IsDefault { get; set; }

        public static Model Of(View view) =>
            new() { Name = view.Name, Phone = view.Phone, Tags = [.. view.Tags], IsDefault = view.IsDefault };
    }

    readonly FakeClock clock = new(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));
    View stored = new("Harbour Café", "030 1", ["new"], false);

    EditDraft<View, Model> Open()
    {
        var draft = new EditDraft<View, Model>(Model.Of, clock);
        draft.Begin(stored);
        return draft;
    }

    Task<Result<View>> SaveAsync(EditDraft<View, Model> draft) => draft.SaveAsync(
        (_, version) =>
        {
            var json = System.Text.Json.JsonSerializer.Serialize(stored, App.Platform.Values.Json.Options);
            if (!version.Holds(json))
                return Task.FromResult<Result<View>>(Problem.Stale);
            var input = draft.Input;
            stored = new(input.Name ?? "", input.Phone, [.. input.Tags], input.IsDefault);
            return Task.FromResult<Result<View>>(stored);
        },
        () => Task.FromResult<Result<View>>(stored));

    [Fact]
    public async Task Changes_of_two_people_to_different_fields_are_both_kept()
    {
        var (anna, ben) = (Open(), Open());
        anna.Input.Phone = "030 2";
        ben.Input.Name = "Harbour Coffee";
        ben.Input.Tags.Add("key account");

        Assert.True((await SaveAsync(anna)).Succeeded);
        Assert.True((await SaveAsync(ben)).Succeeded);

        Assert.Equal("Harbour Coffee", stored.Name);
        Assert.Equal("030 2", stored.Phone);
        Assert.Equal(["new", "key account"], stored.Tags);
        Assert.Empty(ben.Conflicts);
    }

    [Fact]
    public async Task A_field_that_both_changed_is_not_saved_until_the_second_has_seen_both_values()
    {
        var (anna, ben) = (Open(), Open());
        anna.Input.Phone = "030 2";
        ben.Input.Phone = "030 3";
        ben.Input.IsDefault = true;
        await SaveAsync(anna);

        var refused = await SaveAsync(ben);

        Assert.Same(Problem.Stale, refused.Problem);
        Assert.Equal("030 2", stored.Phone);
        Assert.False(stored.IsDefault);
        Assert.Equal(new EditConflict("phone", "Phone", "030 3", "030 2"), Assert.Single(ben.Conflicts));

        Assert.True((await SaveAsync(ben)).Succeeded);
        Assert.Equal("030 3", stored.Phone);
        Assert.True(stored.IsDefault);
    }

    [Fact]
    public async Task The_other_value_can_be_taken_instead()
    {
        var (anna, ben) = (Open(), Open());
        anna.Input.Phone = null;
        ben.Input.Phone = "030 3";
        ben.Input.Name = "Harbour";
        await SaveAsync(anna);
        await SaveAsync(ben);
        var conflict = Assert.Single(ben.Conflicts);
        Assert.Equal("empty", conflict.Theirs);

        ben.UseTheirs(conflict);

        Assert.Empty(ben.Conflicts);
        Assert.Null(ben.Input.Phone);
        Assert.True((await SaveAsync(ben)).Succeeded);
        Assert.Equal("Harbour", stored.Name);
        Assert.Null(stored.Phone);
    }

    [Fact]
    public async Task The_same_value_from_both_is_no_conflict()
    {
        var (anna, ben) = (Open(), Open());
        anna.Input.Phone = "030 2";
        ben.Input.Phone = "030 2";
        await SaveAsync(anna);

        Assert.True((await SaveAsync(ben)).Succeeded);
        Assert.Equal("030 2", stored.Phone);
    }

    [Fact]
    public async Task A_third_change_between_reading_and_saving_again_is_merged_too()
    {
        var (anna, ben, cleo) = (Open(), Open(), Open());
        anna.Input.Phone = "030 2";
        cleo.Input.Tags.Clear();
        ben.Input.Name = "Harbour";
        await SaveAsync(anna);
        var reads = 0;

        var saved = await ben.SaveAsync(
            (_, version) =>
            {
                if (!version.Holds(System.Text.Json.JsonSerializer.Serialize(stored, App.Platform.Values.Json.Options)))
                    return Task.FromResult<Result<View>>(Problem.Stale);
                stored = stored with { Name = ben.Input.Name!, Phone = ben.Input.Phone, Tags = [.. ben.Input.Tags] };
                return Task.FromResult<Result<View>>(stored);
            },
            async () =>
            {
                var read = stored;
                if (reads++ == 0)
                    await SaveAsync(cleo);
                return read;
            });

        Assert.True(saved.Succeeded);
        Assert.Equal(("Harbour", "030 2", 0), (stored.Name, stored.Phone, stored.Tags.Count));
    }

    [Fact]
    public void Input_kept_from_before_a_restart_is_merged_with_what_changed_meanwhile()
    {
        var before = Open();
        before.Input.Name = "Harbour";
        before.Input.Phone = "030 3";
        var kept = before.Write();
        stored = stored with { Phone = "030 2", Tags = ["old"] };

        var after = Open();
        Assert.True(after.Restore(kept));

        Assert.Equal("Harbour", after.Input.Name);
        Assert.Equal(["old"], after.Input.Tags);
        Assert.Equal(("030 3", "030 2"), (after.Conflicts.Single().Mine, after.Conflicts.Single().Theirs));
    }

    [Fact]
    public async Task A_deleted_object_is_reported()
    {
        var draft = Open();
        draft.Input.Name = "Harbour";

        var result = await draft.SaveAsync(
            (_, _) => Task.FromResult<Result<View>>(Problem.Stale),
            () => Task.FromResult<Result<View>>(Problem.Missing("The customer")));

        Assert.Equal(404, result.Problem!.Status);
    }
}
