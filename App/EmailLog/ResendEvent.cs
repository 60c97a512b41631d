using System.Text.Json;

namespace App.EmailLog;

/// <summary>Represents an event of Resend's webhooks that reports on one of our emails.</summary>
/// <param name="EmailId">Our ID of the email, from the tag that we send with each email.</param>
/// <param name="State">The new state of the email.</param>
/// <param name="Detail">The reason, in Resend's words.</param>
/// <param name="Final">True if nothing may be sent to this address again.</param>
public sealed record ResendEvent(Guid EmailId, EmailState State, string? Detail, bool Final)
{
    const int MaxDetailLength = 500;

    /// <summary>
    /// Parses an event. Returns false if the body is not an event at all. The event is null if it is not relevant: it reports an
    /// open or a delay, or an email of another program.
    /// </summary>
    public static bool TryRead(byte[] body, out ResendEvent? read)
    {
        read = null;
        try
        {
            var root = JsonElement.Parse(body);
            if (root.ValueKind != JsonValueKind.Object
                || Text(root, "type") is not { } type
                || Member(root, "data") is not { ValueKind: JsonValueKind.Object } data)
                return false;
            if (StateOf(type) is { } state && EmailOf(data) is { } email)
                read = new(email, state, DetailOf(data), IsFinal(type, data));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static EmailState? StateOf(string type) => type switch
    {
        "email.delivered" => EmailState.Delivered,
        "email.bounced" => EmailState.Bounced,
        "email.complained" => EmailState.Complained,
        "email.failed" or "email.suppressed" => EmailState.Failed,
        _ => null,
    };

    /// <summary>
    /// Returns true if the address must be suppressed. A bounce that may be temporary does not suppress it; Resend's types are
    /// Permanent, Transient and Undetermined.
    /// </summary>
    static bool IsFinal(string type, JsonElement data) => type switch
    {
        "email.complained" or "email.suppressed" => true,
        "email.bounced" => Member(data, "bounce") is not { } bounce || Text(bounce, "type") is null or "Permanent",
        _ => false,
    };

    /// <summary>Reads our ID of the email from the tags, which are an object or a list of names and values.</summary>
    static Guid? EmailOf(JsonElement data) => Guid.TryParseExact(TagOf(data), "N", out var id) ? id : null;

    static string? TagOf(JsonElement data)
    {
        if (Member(data, "tags") is not { } tags)
            return null;
        if (tags.ValueKind != JsonValueKind.Array)
            return Text(tags, ResendTransport.Tag);
        return tags.EnumerateArray()
            .Where(tag => Text(tag, "name") == ResendTransport.Tag)
            .Select(tag => Text(tag, "value"))
            .FirstOrDefault();
    }

    static string? DetailOf(JsonElement data)
    {
        var detail = Text(data, "bounce", "message") ?? Text(data, "failed", "reason") ?? Text(data, "suppressed", "message");
        if (detail is null)
            return null;
        var shown = EmailAddress.Without(detail).Where(c => !char.IsControl(c) && !char.IsSurrogate(c));
        return string.Concat(shown.Take(MaxDetailLength));
    }

    static JsonElement? Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : null;

    static string? Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    static string? Text(JsonElement of, string part, string name) => Member(of, part) is { } member ? Text(member, name) : null;
}
