namespace App.Demo;

/// <summary>What a Development start prints when it is up: nothing to hunt for.</summary>
static class LinksTable
{
    public static void Print(string url, string? dataFolder, DemoFile.Content demo)
    {
        var lines = new List<(string What, string Where)>();
        foreach (var organization in demo.Organizations)
        {
            lines.Add((organization.Name, $"{url}/{organization.Slug}"));
            lines.Add(("  owner", organization.Staff[0].Email));
            lines.Add(("  storefront", $"{url}/s/{organization.Slug}"));
            if (organization.Customers is [var shopper, ..])
                lines.Add(("  shopper", shopper.Email));
        }
        if (demo.Organizations.Count > 0)
            lines.Add(("Passwords, keys", Path.Combine(dataFolder ?? ".data", "demo.json")));
        else
            lines.Add(("Sign up", $"{url}/signup"));
        if (demo.Administrator is { } administrator)
        {
            lines.Add(("Backstage", $"{url}/backstage/jobs"));
            lines.Add(("  administrator", administrator.Email));
        }
        lines.Add(("Mailbox", $"{url}/dev/mail"));
        lines.Add(("Receiver", $"{url}/dev/receiver"));
        lines.Add(("Components", $"{url}/dev/ui"));
        lines.Add(("API document", $"{url}/openapi/v1.json"));

        Console.WriteLine();
        foreach (var (what, where) in lines)
            Console.WriteLine($"  {what,-18} {where}");
        Console.WriteLine();
        Console.WriteLine($"Ready: {url}");
    }
}
