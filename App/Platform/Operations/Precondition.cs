using System.Text;
using System.Text.Json;

namespace App.Platform.Operations;

/// <summary>
/// Holds the conditions of a request on the version of an object (RFC 9110, section 13.1): If-Match names the versions that the
/// caller has read, If-None-Match those that it must not be. The Gate compares them with the state before the change in the
/// operation's audit note; reads compare them with the state that they return.
/// </summary>
/// <param name="Match">Entity tags of If-Match; null if the caller sent none.</param>
/// <param name="NoneMatch">Entity tags of If-None-Match; null if the caller sent none.</param>
public sealed record Precondition(IReadOnlyList<string>? Match, IReadOnlyList<string>? NoneMatch)
{
    static readonly Problem Malformed = Problem.Invalid.For("If-Match",
        "If-Match must be * or a list of entity tags in double quotes, as in the ETag header of a response.");

    /// <summary>Returns true if a change may be made.</summary>
    /// <param name="before">JSON of the state before the change; null if there was none.</param>
    public bool Holds(string? before)
    {
        if (before is null)
            return Match is null; // nothing exists, so If-Match fails and If-None-Match holds
        var version = EntityTags.Of(Encoding.UTF8.GetBytes(before));
        return IsMatch(version) && !IsKnown(version);
    }

    /// <summary>Returns the precondition that the object still is as in this view, which a caller has read.</summary>
    public static Precondition Of(object view)
    {
        var read = view is IVersioned more ? more.Versioned() : view;
        return new([EntityTags.Of(JsonSerializer.SerializeToUtf8Bytes(read, read.GetType(), Json.Options))], null);
    }

    /// <summary>Returns false if the caller named versions and this is none of them.</summary>
    public bool IsMatch(string version) => Match is null || EntityTags.Contain(Match, version);

    /// <summary>Returns true if the caller already has this version.</summary>
    public bool IsKnown(string version) => NoneMatch is not null && EntityTags.Contain(NoneMatch, version);

    /// <summary>
    /// Gets the problem of a malformed If-Match; null if it is well-formed. The Gate returns it: to ignore the header would make
    /// a change that the caller wanted to protect.
    /// </summary>
    public Problem? Fault { get; private init; }

    /// <summary>
    /// Reads the headers; null if the caller sent none. A malformed If-None-Match is ignored: a caller that names no version
    /// gets the whole response.
    /// </summary>
    public static Precondition? Of(IList<string?> match, IList<string?> noneMatch)
    {
        var wanted = match.Count == 0 ? null : EntityTags.TryRead(match);
        var known = noneMatch.Count == 0 ? null : EntityTags.TryRead(noneMatch);
        if (match.Count == 0 && known is null)
            return null;
        return new(wanted, known) { Fault = match.Count > 0 && wanted is null ? Malformed : null };
    }
}
