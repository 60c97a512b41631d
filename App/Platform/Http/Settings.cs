using Npgsql;

namespace App.Platform.Http;

/// <summary>Checks the settings before a start outside of Development, and returns all problems in one list.</summary>
public static class Settings
{
    public static IReadOnlyList<string> Faults(IConfiguration configuration, IEnumerable<Setting> ofFeatures)
    {
        var faults = new List<string>();
        if (!string.IsNullOrEmpty(configuration.GetConnectionString("Owner")))
            faults.Add("ConnectionStrings__Owner must not be set here: a process that serves must not be able to change tables "
                + "or turn off row level security. Set it for `migrate` only.");
        CheckConnection(configuration, "App", "stockade_app", faults);
        CheckConnection(configuration, "Ops", "stockade_ops", faults);

        var url = configuration["PublicUrl"];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed))
            faults.Add("PublicUrl is missing. Set it to the public HTTPS URL of this installation.");
        else if (parsed.Scheme != Uri.UriSchemeHttps)
            faults.Add("PublicUrl must be an HTTPS URL.");

        EncryptionKeys.Check(configuration, faults);
        Places.Check(configuration, faults);
        EmailSettings.Check(configuration, faults);

        if (Proxies.Read(configuration) is null)
            faults.Add("Proxies__Known contains a value that is neither an IP address nor a network such as 10.0.0.0/8.");
        if (configuration["STOCKADE_LIMITS"] == "relaxed")
            faults.Add("STOCKADE_LIMITS=relaxed is allowed only for load tests.");
        faults.AddRange(RetentionPeriod.All.Select(period => period.FaultIn(configuration)).OfType<string>());
        faults.AddRange(ofFeatures.Select(setting => setting.Fault?.Invoke(configuration)).OfType<string>());
        return faults;
    }

    /// <summary>Checks the settings of <c>migrate</c>, which needs the owner's connection string only.</summary>
    public static IReadOnlyList<string> FaultsOfMigration(IConfiguration configuration)
    {
        var faults = new List<string>();
        CheckConnection(configuration, "Owner", "stockade_owner", faults);
        return faults;
    }

    static void CheckConnection(IConfiguration configuration, string name, string role, List<string> faults)
    {
        var setting = $"ConnectionStrings__{name}";
        if (configuration.GetConnectionString(name) is not { Length: > 0 } text)
        {
            faults.Add($"{setting} is missing. Set it to the connection string of the role {role}.");
            return;
        }
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            if (connection.Username != role)
                faults.Add($"{setting} must connect as {role}; a stronger role would bypass row level security.");
            var local = (connection.Host ?? "localhost").Split(',').All(IsLocal); // several hosts: each may be chosen
            if (!local && connection.SslMode is not (SslMode.VerifyCA or SslMode.VerifyFull))
                faults.Add($"{setting} crosses a network, and SSL Mode={connection.SslMode} does not verify the server's "
                    + "certificate. Set SSL Mode=VerifyFull (or VerifyCA), and Root Certificate to the file of the authority.");
            if (!local && connection.Password is null or { Length: > 0 and < 16 })
                faults.Add($"{setting} needs a password of at least 16 characters.");
        }
        catch (ArgumentException)
        {
            faults.Add($"{setting} is not a connection string for PostgreSQL.");
        }
    }

    /// <summary>Returns true for a socket in the file system and for the machine's own address.</summary>
    static bool IsLocal(string host) => host.Trim() is ['/', ..] or "localhost" or "127.0.0.1" or "::1";
}
