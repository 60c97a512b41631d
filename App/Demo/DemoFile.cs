using System.Text.Json;
using System.Text.Json.Nodes;
using App.Platform;
using Npgsql;

namespace App.Demo;

/// <summary>
/// <c>&lt;data&gt;/demo.json</c>, readable by its owner alone: everything a script needs to drive this instance. Passwords and keys in it
/// were made when the demo was seeded and stand nowhere else; later starts keep them and rewrite the addresses.
/// </summary>
sealed class DemoFile(string path)
{
    static readonly JsonSerializerOptions Layout = new(Json.Options) { WriteIndented = true };

    public sealed record Person(string Email, string Password, string Role);

    public sealed record Keys(string Admin, string ReadOnly);

    public sealed record Customer(string Email, string Password);

    /// <param name="StorefrontUrl">Where its customers sign in; written anew at each start.</param>
    /// <param name="Customers">Who may buy there.</param>
    public sealed record Organization(Guid Id, string PublicId, string Slug, string Name, IReadOnlyList<Person> Staff, Keys ApiKeys, string? StorefrontUrl, IReadOnlyList<Customer> Customers);

    /// <summary>Who runs the installation.</summary>
    /// <param name="Email">Of the account.</param>
    /// <param name="Password">Of the account.</param>
    /// <param name="TotpSecret">Of its authenticator app, in base32: sign-in asks for a code.</param>
    public sealed record Administrator(string Email, string Password, string TotpSecret);

    /// <summary>What was seeded, without the addresses, which are those of the start.</summary>
    /// <param name="Administrator">Null in a file of before there was one.</param>
    /// <param name="Organizations">Empty when they are there but nobody knows their passwords any more.</param>
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
            Database = new { App = Libpq(configuration, "App"), Owner = Libpq(configuration, "Owner"), Ops = Libpq(configuration, "Ops") },
            content.Administrator,
            Organizations = content.Organizations.Select(organization => organization with { StorefrontUrl = $"{url}/s/{organization.Slug}" }),
        }, Layout);

        // Written beside and moved over: a reader never sees half of it, and it is never open to others.
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(beside, options))
            file.Write(text);
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>A connection as psql takes it (libpq URI, PostgreSQL manual 34.1.1.2).</summary>
    static string Libpq(IConfiguration configuration, string name)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(name));
        var (user, password) = (Uri.EscapeDataString(connection.Username ?? ""), Uri.EscapeDataString(connection.Password ?? ""));
        var socket = connection.Host?.StartsWith('/') == true;
        return $"postgresql://{user}{(password.Length > 0 ? $":{password}" : "")}@{(socket ? "" : $"{connection.Host}:{connection.Port}")}/{connection.Database}"
            + (socket ? $"?host={Uri.EscapeDataString(connection.Host!)}&port={connection.Port}" : "");
    }
}
