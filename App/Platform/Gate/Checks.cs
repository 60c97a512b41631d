using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace App.Platform;

/// <summary>A request that knows what makes it sound. Runs at the Gate, so it serves REST, pages and jobs alike.</summary>
public interface IRequest
{
    void Check(Checks checks);

    /// <summary>Where the operation asks for step-up: whether this very request needs it.</summary>
    bool IsSensitive => true;
}

/// <summary>Collects what is wrong with a request, member by member; names are written as the API spells them.</summary>
public sealed partial class Checks
{
    readonly List<Problem.Fault> faults = [];

    public Problem? Problem => faults.Count == 0 ? null : new Problem.Invalid(faults) { Errors = faults, Param = faults[0].Param };

    public Checks That(bool sound, string param, string detail, string code = "invalid")
    {
        if (!sound)
            faults.Add(new(Spell(param), code, detail));
        return this;
    }

    /// <summary>Text that must be there, within a length, without control characters.</summary>
    public Checks Text(string? value, int longest, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        string.IsNullOrWhiteSpace(value)
            ? That(false, param, $"{label} is missing.", "required")
            : OptionalText(value, longest, label, param);

    /// <summary>Text that may be left out; an empty one counts as left out.</summary>
    public Checks OptionalText(string? value, int longest, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        That(value is null || value.Length <= longest, param, $"{label} must be {longest} characters or fewer.", "too_long")
            .That(value is null || !value.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t'), param, $"{label} holds characters that cannot be shown.")
            .That(value is null || IsWellFormed(value), param, $"{label} holds a broken character.");

    /// <summary>A quantity: more than zero, at most 1,000,000, up to four decimal places.</summary>
    public Checks Quantity(decimal value, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        That(value > 0m, param, $"{label} must be more than zero.", "too_small")
            .That(value <= 1_000_000m, param, $"{label} must be 1,000,000 or less.", "too_large")
            .That(decimal.Round(value, 4) == value, param, $"{label} can have up to four decimal places.");

    /// <summary>An amount of money from zero to a billion.</summary>
    public Checks Price(Money value, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        That(value.Amount is >= 0 and <= Money.Largest, param, $"{label} must be between 0 and {Money.Largest} minor units.", "out_of_range")
            .That(value.Currency is { Length: 3 } && value.Currency.All(char.IsAsciiLetterUpper), $"{param}.{nameof(Money.Currency)}",
                $"{label}: the currency must be an ISO 4217 code in capitals, such as EUR.");

    public Checks Email(string? value, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        Text(value, 254, label, param)
            .That(string.IsNullOrWhiteSpace(value) || EmailShape().IsMatch(value), param, $"{label} must look like name@example.com.");

    /// <summary>Checks each element of a list under its own name, <c>lines[2].quantity</c>.</summary>
    public Checks Each<T>(IReadOnlyList<T>? list, string param, Action<Checks, T> check)
    {
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i] is null)
            {
                That(false, $"{param}[{i}]", "This element is missing.", "required");
                continue;
            }
            var inner = new Checks();
            check(inner, list[i]);
            faults.AddRange(inner.faults.Select(fault => fault with { Param = $"{Spell(param)}[{i}].{fault.Param}" }));
        }
        return this;
    }

    static bool IsWellFormed(string value) => !value.Contains('\0', StringComparison.Ordinal) && value.IsWholeUtf16();

    /// <summary>"line.UnitPrice" becomes "unit_price": a leading lambda variable is dropped, the rest is spelled in snake_case.</summary>
    static string Spell(string param)
    {
        var parts = param.Split('.');
        var from = parts.Length > 1 && char.IsLower(parts[0][0]) && !parts[0].Contains('_', StringComparison.Ordinal) && !parts[0].Contains('[', StringComparison.Ordinal) ? 1 : 0;
        return string.Join('.', parts.Skip(from).Select(SnakeCase.From));
    }

    [GeneratedRegex(@"^[^@\s<>()\[\],;:\\""]+@[^@\s<>()\[\],;:\\""]+\.[^@\s<>()\[\],;:\\""]+$", RegexOptions.NonBacktracking)]
    private static partial Regex EmailShape();
}

static class Utf16
{
    /// <summary>False for text with half a surrogate pair, which no encoding can carry.</summary>
    public static bool IsWholeUtf16(this string value)
    {
        for (var i = 0; i < value.Length; i++)
            if (char.IsSurrogate(value[i]))
            {
                if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                    return false;
                i++;
            }
        return true;
    }
}
