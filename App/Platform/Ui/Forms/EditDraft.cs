using System.Text.Json;
using System.Text.Json.Nodes;

namespace App.Platform.Ui;

/// <summary>
/// Holds the input of a form that changes an object. It is saved only if the object is still as it was loaded. Otherwise fields
/// that only one of the two people changed are merged; for fields that both changed, the user chooses.
/// </summary>
/// <param name="inputOf">Returns the input that shows the object as it is.</param>
/// <param name="clock">Provides the time for idempotency keys.</param>
/// <param name="textOf">
/// Returns a value as text, for values whose JSON is not what users see, such as amounts; null for the others.
/// </param>
public sealed class EditDraft<TView, TInput>(
    Func<TView, TInput> inputOf, TimeProvider clock, Func<string, JsonNode?, string?>? textOf = null)
    : FormDraft<TInput>(() => new TInput(), clock)
    where TView : class where TInput : class, new()
{
    const int MaxAttempts = 3;

    readonly Dictionary<string, (EditConflict Conflict, JsonNode? Theirs)> conflicts = [];
    TView? loaded;
    string subject = "";

    public override string Name => $"{typeof(TInput).Name} {subject}";

    public override IReadOnlyList<EditConflict> Conflicts => [.. conflicts.Values.Select(entry => entry.Conflict)];

    /// <summary>Gets the object as it was read last.</summary>
    public TView Loaded => loaded ?? throw new InvalidOperationException("No object has been loaded.");

    /// <summary>Gets whether an object has been loaded.</summary>
    public bool HasBegun => loaded is not null;

    /// <summary>Shows an object as it is.</summary>
    /// <param name="view">The object as it was read.</param>
    /// <param name="about">Id of the object, if the URL of the page does not contain it.</param>
    public void Begin(TView view, string about = "")
    {
        loaded = view;
        subject = about;
        conflicts.Clear();
        Begin(inputOf(view));
    }

    /// <summary>
    /// Saves the input, provided that the object is as it was loaded. If someone else has changed it, their changes to other
    /// fields are taken over and the input is saved again. If both changed a field to different values, nothing is saved and
    /// <see cref="FormDraft.Conflicts"/> lists the fields.
    /// </summary>
    /// <param name="save">Executes the operation.</param>
    /// <param name="load">Reads the object as it is now.</param>
    public async Task<Result<TResult>> SaveAsync<TResult>(
        Func<IdempotencyKey, Precondition, Task<Result<TResult>>> save, Func<Task<Result<TView>>> load)
    {
        conflicts.Clear(); // the user has seen them and chosen
        for (var attempt = 1; ; attempt++)
        {
            var result = await SubmitAsync(key => save(key, Precondition.Of(Loaded)));
            if (result.Succeeded || result.Problem != Problem.Stale)
                return result;
            var now = await load();
            if (!now.Succeeded)
                return now.Problem;
            Merge(now.Value, Parse(Start));
            if (conflicts.Count > 0 || attempt == MaxAttempts)
                return result;
        }
    }

    internal override void UseTheirs(EditConflict conflict)
    {
        if (!conflicts.Remove(conflict.Field, out var entry) || Parse(Serialize()) is not { } input)
            return;
        input[conflict.Field] = entry.Theirs?.DeepClone();
        if (Deserialize(input) is { } merged)
            Begin(merged, Start);
    }

    internal override void Discard()
    {
        conflicts.Clear();
        base.Discard();
    }

    protected override void Take(TInput input, string shown)
    {
        base.Take(input, shown);
        if (loaded is not null)
            Merge(loaded, Parse(shown));
    }

    /// <summary>Merges the input with the current object, given what both people saw before.</summary>
    void Merge(TView now, JsonObject? before)
    {
        var mine = Parse(Serialize());
        var start = JsonSerializer.Serialize(inputOf(now), Options);
        var theirs = Parse(start);
        if (before is null || mine is null || theirs is null)
            return;
        conflicts.Clear();
        foreach (var (field, their) in theirs)
        {
            var was = before[field];
            var my = mine[field];
            if (JsonNode.DeepEquals(my, was))
                mine[field] = their?.DeepClone();
            else if (!JsonNode.DeepEquals(their, was) && !JsonNode.DeepEquals(their, my))
                conflicts[field] = (new(field, LabelOf(field), TextOf(field, my), TextOf(field, their)), their?.DeepClone());
        }
        if (Deserialize(mine) is not { } merged)
            return;
        loaded = now;
        Begin(merged, start);
    }

    /// <summary>Returns a member name as a label: <c>tax_id</c> as "Tax ID".</summary>
    static string LabelOf(string field)
    {
        var words = field.Split('_').Select(word => word is "id" or "sku" or "url" ? word.ToUpperInvariant() : word);
        var label = string.Join(' ', words);
        return char.ToUpperInvariant(label[0]) + label[1..];
    }

    string TextOf(string field, JsonNode? value) => textOf?.Invoke(field, value) ?? TextOf(value);

    static string TextOf(JsonNode? value) => value switch
    {
        null => "empty",
        JsonArray { Count: 0 } => "none",
        JsonArray list => string.Join("; ", list.Select(TextOf)),
        JsonObject members => string.Join(", ", members.Select(member => member.Value).OfType<JsonNode>().Select(TextOf)),
        JsonValue when value.GetValueKind() == JsonValueKind.True => "yes",
        JsonValue when value.GetValueKind() == JsonValueKind.False => "no",
        JsonValue when value.ToString().Length == 0 => "empty",
        _ => value.ToString(),
    };
}
