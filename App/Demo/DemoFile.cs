using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace App.Demo;

/// <summary>
/// Reads and writes <c>&lt;data&gt;/demo.json</c>, which contains everything a script needs to use this installation. Only the
/// owner of the file can read it. Its passwords and keys were created when the demo was seeded and are stored nowhere else. Later
/// starts keep them and rewrite the URLs.
/// </summary>
sealed class DemoFile(string path)
{
    static readonly JsonSerializerOptions Layout = new(Json.Options) { WriteIndented = true };

    public sealed record Person(string Email, string Password, string Role);

    public sealed record Keys(string Admin, string ReadOnly);

    public sealed record Customer(string Email, string Password);

    /// <summary>Describes an organization of the demo, its members, API keys and shoppers.</summary>
    /// <param name="StorefrontUrl">The URL where shoppers sign in. Every start rewrites it.</param>
    /// <param name="Customers">The shoppers of the storefront.</param>
    public sealed record Organization(
        Guid Id, string PublicId, string Slug, string Name, IReadOnlyList<Person> Staff, Keys ApiKeys, string? StorefrontUrl,
        IReadOnlyList<Customer> Customers);

    /// <summary>Describes the account of the platform administrator.</summary>
    /// <param name="TotpSecret">
    /// The secret of the account's authenticator app in base32. Signing in requires a code from the app.
    /// </param>
    public sealed record Administrator(string Email, string Password, string TotpSecret);

    /// <summary>Holds what was seeded, without the URLs, which depend on the current start.</summary>
    /// <param name="Administrator">The platform administrator, or null if an older version wrote the file.</param>
    /// <param name="Organizations">The organizations. Empty if they exist but the file with their passwords is lost.</param>
    public sealed record Content(Administrator? Administrator, IReadOnlyList<Organization> Organizations)
    {
        public static readonly Content Nothing = new(null, []);
    }

    public bool Exists => File.Exists(path);

    public Content Read()
    {
        var root = JsonNode.Parse(File.ReadAllText(path));
        return new(
            root?["administrator"].Deserialize<Administrator>(Json.Options),
            root?["organizations"].Deserialize<List<Organization>>(Json.Options) ?? []);
    }

    public void Write(string url, string httpsUrl, IConfiguration configuration, Content content)
    {
        var text = JsonSerializer.Serialize(new
        {
            BaseUrl = url,
            HttpsUrl = httpsUrl,
            MailboxUrl = $"{url}/dev/mail",
            ReceiverUrl = $"{url}/dev/receiver",
            OpenapiUrl = $"{url}/openapi/v1.json",
            Database = new
            {
                App = DatabaseUri(configuration, "App"),
                Owner = DatabaseUri(configuration, "Owner"),
                Ops = DatabaseUri(configuration, "Ops"),
            },
            content.Administrator,
            Organizations = content.Organizations.Select(
                organization => organization with { StorefrontUrl = $"{url}/s/{organization.Slug}" }),
        }, Layout);

        // write to a new file and move it over the old one, so readers never see a half-written file; only the owner may read it
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(temporary, options))
            file.Write(text);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Returns the connection string as a URI for psql (libpq URI, PostgreSQL manual 34.1.1.2).</summary>
    static string DatabaseUri(IConfiguration configuration, string name)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(name));
        var user = Uri.EscapeDataString(connection.Username ?? "");
        if (!string.IsNullOrEmpty(connection.Password))
            user += ":" + Uri.EscapeDataString(connection.Password);
        return connection.Host?.StartsWith('/') == true
            ? $"postgresql://{user}@/{connection.Database}?host={Uri.EscapeDataString(connection.Host)}&port={connection.Port}"
            : $"postgresql://{user}@{connection.Host}:{connection.Port}/{connection.Database}";
    }
}
