using MaxMind.Db;

namespace App.Platform;

/// <summary>
/// The part of a MaxMind record that is shown. The classes are public, and their constructors marked, because the reader fills
/// them by reflection.
/// </summary>
[method: Constructor]
public sealed class PlaceRecord(
    [MapKey("city")] PlaceRecord.Place? city,
    [MapKey("country")] PlaceRecord.Place? country,
    [MapKey("registered_country")] PlaceRecord.Place? registered)
{
    public string? City => city?.Names?.English;

    /// <summary>Where the address is used or, when that is not known, where it was registered.</summary>
    public string? Country => country?.Names?.English ?? registered?.Names?.English;

    [method: Constructor]
    public sealed class Place([MapKey("names")] Names? names)
    {
        public Names? Names => names;
    }

    [method: Constructor]
    public sealed class Names([MapKey("en")] string? english)
    {
        public string? English => english;
    }
}
