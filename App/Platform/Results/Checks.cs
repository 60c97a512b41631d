using System.Runtime.CompilerServices;

namespace App.Platform.Results;

/// <summary>
/// Represents a request that validates itself. The Gate calls it, so the same rules apply to REST, pages and jobs.
/// </summary>
public interface IRequest
{
    /// <summary>Validates the request. The default accepts everything.</summary>
    void Check(Checks checks) { }

    /// <summary>Returns false if this request does not need the step-up that its operation asks for.</summary>
    bool IsSensitive => true;
}

/// <summary>Collects the faults of a request by member. Members are named as the API spells them.</summary>
public sealed class Checks
{
    readonly List<Problem.Fault> faults = [];

    public Problem? Problem =>
        faults.Count == 0 ? null : new Problem.Invalid(faults) { Errors = faults, Param = faults[0].Param };

    public Checks That(bool valid, string param, string detail, string code = "invalid")
    {
        if (!valid)
            faults.Add(new(Spell(param), code, detail));
        return this;
    }

    /// <summary>Requires text of limited length. <see cref="RequestText"/> checks its characters.</summary>
    public Checks Text(string? value, int longest, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        TextKey.Of(value) is null
            ? That(false, param, $"{label} is missing.", "required")
            : OptionalText(value, longest, label, param);

    /// <summary>Limits the length of optional text. Null and empty text are valid.</summary>
    public Checks OptionalText(
        string? value, int longest, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        That(value is null || value.Length <= longest, param, $"{label} must be {longest} characters or fewer.", "too_long");

    /// <summary>Requires a quantity of more than zero and at most 1,000,000 with up to four decimal places.</summary>
    public Checks Quantity(decimal value, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        That(value > 0m, param, $"{label} must be more than zero.", "too_small")
            .That(value <= 1_000_000m, param, $"{label} must be 1,000,000 or less.", "too_large")
            .That(decimal.Round(value, 4) == value, param, $"{label} can have up to four decimal places.");

    /// <summary>Requires an amount from zero to <see cref="Money.Largest"/> minor units, and a currency code.</summary>
    public Checks Price(Money value, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        That(value.Amount >= 0, param, $"{label} must be zero or more.", "out_of_range")
            .That(
                value.Amount <= Money.Largest, param, $"{label} must be {Money.Largest} minor units or less.", "out_of_range")
            .That(
                Currency.IsKnown(value.Currency),
                $"{param}.{nameof(Money.Currency)}",
                $"{label}: the currency must be the code of a currency of ISO 4217 in capitals, such as EUR.");

    public Checks Email(string? value, string label, [CallerArgumentExpression(nameof(value))] string param = "") =>
        Text(value, EmailAddress.Longest, label, param)
            .That(
                string.IsNullOrWhiteSpace(value) || EmailAddress.FaultOf(value) is null, param,
                $"{label} {EmailAddress.FaultOf(value ?? "")}");

    /// <summary>
    /// Requires the parts of an address that the post of its country cannot do without, and limits the length of each. The form
    /// of the parts is not checked.
    /// </summary>
    public Checks Postal(PostalAddress address)
    {
        var format = PostalFormat.Of(address.Country);
        That(Countries.Codes.Contains(address.Country), nameof(PostalAddress.Country),
            "The country must be a two-letter ISO 3166-1 code in capital letters, such as DE.");
        var isNamed = TextKey.Of(address.Recipient) is not null || TextKey.Of(address.Company) is not null;
        That(address.Lines.Count <= PostalAddress.MostLines, nameof(PostalAddress.Lines),
            $"An address can have up to {PostalAddress.MostLines} lines.");
        That(address.Lines.Count > 0 || isNamed, nameof(PostalAddress.Lines),
            "The address is missing. Give at least one line, such as a street or a post office box.", "required");
        for (var i = 0; i < address.Lines.Count; i++)
            Text(address.Lines[i], PostalAddress.LongestLine, "The line", $"lines[{i}]");
        OptionalText(address.Recipient, PostalAddress.LongestName, "The recipient");
        OptionalText(address.Company, PostalAddress.LongestName, "The company");
        Part(format.NeedsCity, address.City, PostalAddress.LongestCity, "The city", nameof(PostalAddress.City));
        Part(format.NeedsPostalCode, address.PostalCode, PostalAddress.LongestPostalCode, "The postal code",
            nameof(PostalAddress.PostalCode));
        return Part(format.NeedsRegion, address.Region, PostalAddress.LongestCity, "The state, province or region",
            nameof(PostalAddress.Region));
    }

    Checks Part(bool required, string? value, int longest, string label, string param) =>
        required ? Text(value, longest, label, param) : OptionalText(value, longest, label, param);

    /// <summary>Checks a member that has members of its own and names its faults by path: <c>ship_to.city</c>.</summary>
    public Checks Inside<T>(T? member, string param, Action<Checks, T> check) where T : class
    {
        if (member is null)
            return this;
        var inner = new Checks();
        check(inner, member);
        faults.AddRange(inner.faults.Select(fault => fault with { Param = $"{Spell(param)}.{fault.Param}" }));
        return this;
    }

    /// <summary>Checks each element of a list and names its faults by position: <c>lines[2].quantity</c>.</summary>
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

    /// <summary>
    /// Spells a member as the API does: "line.UnitPrice" becomes "unit_price". A leading lambda variable is dropped, the rest is
    /// written in snake_case.
    /// </summary>
    static string Spell(string param)
    {
        var parts = param.Split('.');
        var startsWithVariable = parts.Length > 1 && char.IsLower(parts[0][0]) && parts[0].AsSpan().IndexOfAny('_', '[') < 0;
        return string.Join('.', parts.Skip(startsWithVariable ? 1 : 0).Select(SnakeCase.From));
    }
}
