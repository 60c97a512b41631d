namespace App.Demo;

/// <summary>
/// Holds the data from which the demo's two organizations are created: names, members, and words for products and customers. A
/// town can have a region after a comma.
/// </summary>
sealed record DemoOrganization(
    string Name, string Slug, string Domain, string Currency, string TimeZone, string[] Warehouses,
    string[] Kinds, string[] Makes, (string Size, decimal Factor)[] Sizes, string Unit, int LeastPrice, int MostPrice,
    string[] Buyers, string[] BuyerKinds, string[] Towns, string Country, string Accent)
{
    public (string Name, string Role)[] Staff => Slug == "harbor-foods"
        ? [("Ana Lindqvist", "owner"), ("Ben Okafor", "admin"), ("Carla Mendes", "member"), ("Greta Holm", "packer"),
            ("Hugo Brandt", "accountant"), ("Ines Vogt", "auditor")]
        : [("Dov Rosen", "owner"), ("Elif Kaya", "admin"), ("Finn Murray", "member"), ("Gwen Ortiz", "packer"),
            ("Hal Weber", "accountant"), ("Iris Novak", "auditor")];

    public PostalAddress Address => Slug == "harbor-foods"
        ? new(["Am Sandtorkai 12"], "DE", "Hamburg", "20457")
        : new(["1450 North Elston Avenue"], "US", "Chicago", "60642", "IL");

    public static readonly DemoOrganization[] All =
    [
        new("Harbor Foods", "harbor-foods", "harbor-foods.example", "EUR", "Europe/Berlin", ["Hamburg", "Bremen", "Cold store"],
            [
                "Darjeeling tea", "Green tea", "Espresso beans", "Olive oil", "Fleur de sel", "Basmati rice", "Red lentils",
                "Dark chocolate", "Honey", "Apple juice", "Oat drink", "Tomato passata", "Spelt pasta", "Almonds",
                "Sea buckthorn jam", "Dijon mustard", "Black pepper", "Vanilla pods", "Coconut milk", "Chickpeas",
            ],
            ["Nordlicht", "Casa Verde", "Kontor 9", "Sonnenhof", "Lighthouse", "Old Mill"],
            [("250 g", 1m), ("500 g", 1.8m), ("1 kg", 3.2m)], "pcs", 190, 1450,
            [
                "Nordwind", "Bay Street", "Otto", "Lumen", "Kiosk am Wall", "Marta", "Seeblick", "Fairkauf", "Grünkorn", "Jansen",
                "Petersen", "Café Alma", "Hofladen Voss", "Speicher", "Tante Erna",
            ],
            ["GmbH", "Deli", "& Söhne", "Feinkost", "Bistro"],
            ["Hamburg", "Bremen", "Kiel", "Lübeck", "Hannover", "Oldenburg"], "DE", "#1D4E89"),
        new("Northgate Tools", "northgate-tools", "northgate-tools.example", "USD", "America/Chicago",
            ["Main warehouse", "Annex"],
            [
                "Claw hammer", "Torque wrench", "Socket set", "Hex key set", "Spirit level", "Tape measure", "Hacksaw",
                "Bolt cutter", "Pipe wrench", "Wood chisel", "Cordless drill", "Angle grinder", "Work light", "Safety glasses",
                "Nitrile gloves", "Drill bit set", "Wood screws", "Anchor bolts", "Cable ties", "Sanding discs",
            ],
            ["Ironway", "Brightfield", "Kestrel", "Union", "Prairie", "Anvil"],
            [("S", 1m), ("M", 1.3m), ("L", 1.7m)], "pcs", 590, 12900,
            [
                "Lakeside", "Halsted", "Prairie", "Elm Street", "Twin Oaks", "Harbor Point", "Red Barn", "Kowalski", "Midway",
                "Stonegate", "Cedar", "Blue Ridge", "Garcia", "Oak & Iron", "Summit",
            ],
            ["Builders", "Hardware", "Contracting", "Supply Co.", "Repairs"],
            ["Chicago, IL", "Milwaukee, WI", "Madison, WI", "Rockford, IL", "Gary, IN", "Peoria, IL"], "US", "#F2A900"),
    ];
}
