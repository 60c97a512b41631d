using System.Text.Json;
using System.Text.Json.Nodes;

namespace App.Platform.Ui;

/// <summary>
/// Holds what a user has entered in a form. The form (<see cref="Form"/>) keeps it in the browser's tab until it is saved, so it
/// survives a reload and a restart of the server, and asks before the user leaves with unsaved input.
/// </summary>
public abstract class FormDraft
{
    // input of an older version of the form may have members that no longer exist
    protected static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
        RespectRequiredConstructorParameters = false,
    };

    /// <summary>Gets the kind of input and the object that it changes; each has its own place in the browser.</summary>
    public abstract string Name { get; }

    /// <summary>Gets whether the input differs from what the form showed at first.</summary>
    public abstract bool IsChanged { get; }

    /// <summary>Gets the fields that someone else has changed to other values meanwhile.</summary>
    public virtual IReadOnlyList<EditConflict> Conflicts => [];

    /// <summary>Returns the input as JSON, to be kept in the browser.</summary>
    internal abstract string Write();

    /// <summary>Takes over the input that the browser has kept. Returns false if there is nothing new in it.</summary>
    internal abstract bool Restore(string kept);

    /// <summary>Returns to what the form showed at first.</summary>
    internal abstract void Discard();

    /// <summary>Resolves a conflict in favor of the other value.</summary>
    internal virtual void UseTheirs(EditConflict conflict)
    {
    }
}

/// <summary>Holds the input of a form that creates something.</summary>
/// <param name="empty">Returns the input of the empty form.</param>
/// <param name="clock">Provides the time for idempotency keys.</param>
public class FormDraft<TInput>(Func<TInput> empty, TimeProvider clock) : FormDraft where TInput : class
{
    string start = JsonSerializer.Serialize(empty(), Options);

    // The key belongs to exactly this input: with the same input, a second attempt is a repetition, also after a restart.
    IdempotencyKey? key;
    string? keyInput;

    public TInput Input { get; private set; } = empty();

    public override string Name => typeof(TInput).Name;
    public override bool IsChanged => Serialize() != start;

    /// <summary>Gets the input that the form showed at first, as JSON.</summary>
    protected string Start => start;

    /// <summary>
    /// Executes the operation. While its outcome is unknown, the same input is sent with the same idempotency key, so a second
    /// click or a restored form doesn't repeat the change. When it succeeds, the input counts as saved.
    /// </summary>
    public async Task<Result<TResult>> SubmitAsync<TResult>(Func<IdempotencyKey, Task<Result<TResult>>> execute)
    {
        var input = Serialize();
        if (key is null || keyInput != input)
            (key, keyInput) = (IdempotencyKey.New(clock), input);
        var result = await execute(key);
        (key, keyInput) = (null, null);
        if (result.Succeeded)
            start = Serialize();
        return result;
    }

    /// <summary>Shows this input at first.</summary>
    public void Begin(TInput input) => Begin(input, JsonSerializer.Serialize(input, Options));

    /// <summary>Empties the form.</summary>
    public void Begin() => Begin(empty());

    /// <summary>Sets the input, and what the form showed at first as JSON.</summary>
    protected void Begin(TInput input, string shown)
    {
        Input = input;
        start = shown;
    }

    protected static TInput? Deserialize(JsonNode? json)
    {
        try
        {
            return json.Deserialize<TInput>(Options);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null; // an older version of the form has kept it
        }
    }

    protected static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal override string Write() => JsonSerializer.Serialize(new Kept(start, Serialize(), key?.Value, keyInput), Options);

    internal override bool Restore(string kept)
    {
        if (Read(kept) is not { } read || read.Input == Serialize() || Deserialize(Parse(read.Input)) is not { } input)
            return false;
        Take(input, read.Start);
        if (read.Key is not null)
            (key, keyInput) = (new IdempotencyKey(read.Key), read.KeyInput);
        return true;
    }

    internal override void Discard()
    {
        if (Deserialize(Parse(start)) is { } input)
            Input = input;
    }

    /// <summary>Replaces the input by what the browser has kept.</summary>
    /// <param name="input">The kept input.</param>
    /// <param name="shown">What the form showed when the input was kept, as JSON.</param>
    protected virtual void Take(TInput input, string shown) => Input = input;

    protected string Serialize() => JsonSerializer.Serialize(Input, Options);

    static Kept? Read(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(kept, Options) is { Start: not null, Input: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Represents what the browser keeps.</summary>
    sealed record Kept(string Start, string Input, string? Key, string? KeyInput);
}
