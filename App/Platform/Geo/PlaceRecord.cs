using MaxMind.Db;

namespace App.Platform.Geo;

/// <summary>
/// Contains the part of a MaxMind record that is shown. The classes are public and their constructors are marked, because the
/// reader creates them by reflection.
/// </summary>
[method: Constructor]
public sealed class PlaceRecord(
    [MapKey("city")] PlaceRecord.Place? city,
    [MapKey("country")] PlaceRecord.Place? country,
    [MapKey("registered_country")] PlaceRecord.Place? registered)
{
    public string? City => city?.Names?.English;

    /// <summary>Gets the country where the address is used or, if unknown, where it is registered.</summary>
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
