using System.Text.Json.Serialization;

namespace App.Platform.Ui;

/// <summary>Holds the input of <see cref="AddressFields"/>.</summary>
public sealed record AddressModel
{
    public string? Recipient { get; set; }
    public string? Company { get; set; }

    /// <summary>Holds the address lines, separated by line breaks.</summary>
    public string? Lines { get; set; }
    public string? City { get; set; }
    public string? Region { get; set; }
    public string? PostalCode { get; set; }
    public string? Country { get; set; }

    /// <summary>Gets a value indicating that nothing was entered. A country may be selected all the same.</summary>
    [JsonIgnore]
    public bool IsBlank => string.IsNullOrWhiteSpace(Recipient + Company + Lines + City + Region + PostalCode);

    public static AddressModel Of(PostalAddress? address)
    {
        var model = new AddressModel();
        model.Take(address);
        return model;
    }

    /// <summary>Returns the fields that a static form posted under this path.</summary>
    /// <param name="posted">Returns the posted value of a field.</param>
    /// <param name="path">Name of the request member, such as <c>ship_to</c>.</param>
    public static AddressModel Posted(Func<string, string?> posted, string path) => new()
    {
        Recipient = posted($"{path}.recipient"),
        Company = posted($"{path}.company"),
        Lines = posted($"{path}.lines"),
        City = posted($"{path}.city"),
        Region = posted($"{path}.region"),
        PostalCode = posted($"{path}.postal_code"),
        Country = posted($"{path}.country"),
    };

    /// <summary>Replaces the input with this address; null clears it.</summary>
    public void Take(PostalAddress? address)
    {
        Recipient = address?.Recipient;
        Company = address?.Company;
        Lines = address is null ? null : string.Join('\n', address.Lines);
        City = address?.City;
        Region = address?.Region;
        PostalCode = address?.PostalCode;
        Country = address?.Country;
    }

    public PostalAddress ToAddress() => new(
        [.. (Lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        Country ?? "", Blank(City), Blank(PostalCode), Blank(Region), Blank(Recipient), Blank(Company));

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
