namespace App.Catalog;

public sealed partial record QuantityRule
{
    /// <summary>
    /// The units that are measured and so can be divided, as <see cref="TextKey"/> spells them. All others are counted: a unit is
    /// free text, and nobody wants to sell 0.0003 of a unit that we do not know.
    /// </summary>
    static readonly HashSet<string> Measures = new(StringComparer.Ordinal)
    {
        "mg", "g", "dag", "kg", "t", "lb", "lbs", "oz", "cwt",
        "milligram", "milligrams", "gram", "grams", "gramm", "gramme", "grammes", "kilo", "kilos", "kilogram", "kilograms",
        "kilogramm", "kilogramme", "kilogrammes", "ton", "tons", "tonne", "tonnes", "pound", "pounds", "ounce", "ounces",
        "mm", "cm", "dm", "m", "km", "lm", "lfm", "ft", "yd", "in",
        "millimeter", "millimeters", "millimetre", "millimetres", "centimeter", "centimeters", "centimetre", "centimetres",
        "meter", "meters", "metre", "metres", "kilometer", "kilometers", "kilometre", "kilometres",
        "foot", "feet", "yard", "yards", "inch", "inches",
        "mm2", "cm2", "m2", "km2", "ha", "qm", "sqm", "sq m", "ft2", "sqft", "sq ft", "yd2",
        "square meter", "square meters", "square metre", "square metres", "square foot", "square feet",
        "ml", "cl", "dl", "l", "hl", "cm3", "m3", "cbm", "ft3", "gal", "qt", "pt", "fl oz",
        "milliliter", "milliliters", "millilitre", "millilitres", "liter", "liters", "litre", "litres", "gallon", "gallons",
        "quart", "quarts", "pint", "pints", "cubic meter", "cubic meters", "cubic metre", "cubic metres",
        "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden",
    };
}
