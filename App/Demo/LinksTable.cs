namespace App.Demo;

/// <summary>Prints the addresses and sign-in names of the demo when the app has started in Development.</summary>
static class LinksTable
{
    public static void Print(string url, string? dataFolder, DemoFile.Content demo)
    {
        var lines = new List<(string Name, string Value)>();
        foreach (var organization in demo.Organizations)
        {
            lines.Add((organization.Name, $"{url}/{organization.Slug}"));
            lines.Add(("  owner", organization.Staff[0].Email));
            lines.Add(("  storefront", $"{url}/s/{organization.Slug}"));
            if (organization.Customers is [var shopper, ..])
                lines.Add(("  shopper", shopper.Email));
        }
        if (demo.Organizations.Count > 0)
            lines.Add(("Passwords and keys", Path.Combine(dataFolder ?? ".data", "demo.json")));
        else
            lines.Add(("Sign up", $"{url}/signup"));
        if (demo.Administrator is { } administrator)
        {
            lines.Add(("Backstage", $"{url}/backstage/jobs"));
            lines.Add(("  administrator", administrator.Email));
        }
        lines.Add(("Mailbox", $"{url}/dev/mail"));
        lines.Add(("Webhook receiver", $"{url}/dev/receiver"));
        lines.Add(("Components", $"{url}/dev/ui"));
        lines.Add(("OpenAPI document", $"{url}/openapi/v1.json"));

        Console.WriteLine();
        foreach (var (name, value) in lines)
            Console.WriteLine($"  {name,-18} {value}");
        Console.WriteLine();
        Console.WriteLine($"Ready: {url}");
    }
}
