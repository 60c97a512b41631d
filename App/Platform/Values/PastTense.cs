namespace App.Platform.Values;

/// <summary>Returns the past tense of the verbs that name operations.</summary>
public static class PastTense
{
    static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["begin"] = "began", ["choose"] = "chose", ["find"] = "found", ["forget"] = "forgot", ["get"] = "got",
        ["resend"] = "resent", ["send"] = "sent", ["set"] = "set", ["show"] = "showed", ["undo"] = "undid",
    };

    /// <param name="verb">A verb in lower case, such as "archive".</param>
    public static string Of(string verb)
    {
        if (Irregular.TryGetValue(verb, out var past))
            return past;
        if (verb.EndsWith('e'))
            return verb + "d";
        return verb.EndsWith('y') ? verb[..^1] + "ied" : verb + "ed";
    }
}
