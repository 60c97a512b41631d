using System.Text.Json;
using App.Platform;

namespace App.Mails;

/// <summary>An event of Resend's webhooks, as far as it tells something of a mail of ours.</summary>
/// <param name="MailId">Ours, from the tag that travels with each mail.</param>
/// <param name="State">What became of it.</param>
/// <param name="Detail">Why, in Resend's words.</param>
/// <param name="Final">Nothing more is to be sent to this address.</param>
public sealed record ResendEvent(Guid MailId, MailState State, string? Detail, bool Final)
{
    const int LongestDetail = 500;

    /// <summary>False for what is no event at all. Null for one that is nothing to us: another program's mail, an open, a delay.</summary>
    public static bool TryRead(byte[] body, out ResendEvent? told)
    {
        told = null;
        try
        {
            var root = JsonElement.Parse(body);
            if (root.ValueKind != JsonValueKind.Object || Text(root, "type") is not { } type || Member(root, "data") is not { ValueKind: JsonValueKind.Object } data)
                return false;
            if (StateOf(type) is { } state && MailOf(data) is { } mail)
                told = new(mail, state, DetailOf(data), IsFinal(type, data));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static MailState? StateOf(string type) => type switch
    {
        "email.delivered" => MailState.Delivered,
        "email.bounced" => MailState.Bounced,
        "email.complained" => MailState.Complained,
        "email.failed" or "email.suppressed" => MailState.Failed,
        _ => null,
    };

    /// <summary>A bounce that may pass closes nothing; Resend speaks of Permanent, Transient and Undetermined ones.</summary>
    static bool IsFinal(string type, JsonElement data) => type switch
    {
        "email.complained" or "email.suppressed" => true,
        "email.bounced" => Member(data, "bounce") is not { } bounce || Text(bounce, "type") is null or "Permanent",
        _ => false,
    };

    /// <summary>Tags come as an object, or as a list of names and values.</summary>
    static Guid? MailOf(JsonElement data)
    {
        var tags = Member(data, "tags");
        var text = tags is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(tag => Text(tag, "name") == ResendMailer.Tag).Select(tag => Text(tag, "value")).FirstOrDefault()
            : tags is { } named ? Text(named, ResendMailer.Tag) : null;
        return Guid.TryParseExact(text, "N", out var id) ? id : null;
    }

    static string? DetailOf(JsonElement data) =>
        new[] { ("bounce", "message"), ("failed", "reason"), ("suppressed", "message") }
            .Select(place => Member(data, place.Item1) is { } part ? Text(part, place.Item2) : null).FirstOrDefault(text => text is not null) is { } detail
            ? string.Concat(detail.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestDetail))
            : null;

    static JsonElement? Member(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : null;

    static string? Text(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
