using System.Text;
using System.Text.RegularExpressions;
using App.Tests.Architecture;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed partial class SettingsTests
{
    static readonly Dictionary<string, string?> Valid = new()
    {
        ["ConnectionStrings:App"] = "Host=/run/postgresql;Username=stockade_app",
        ["ConnectionStrings:Ops"] = "Host=/run/postgresql;Username=stockade_ops", ["PublicUrl"] = "https://shop.example",
        ["Encryption:Key"] = $"test:{Convert.ToBase64String(new byte[32])}",
        ["Mail:From"] = "Stockade <no-reply@shop.example>", ["Mail:Resend:Key"] = "re_1",
    };

    static IEnumerable<Setting> All => Setting.General.Concat(Features.Settings);

    static IReadOnlyList<string> Faults(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Valid);
        foreach (var (name, value) in changes)
            settings[name] = value;
        return Settings.Faults(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Features.Settings);
    }

    [Fact]
    public void Valid_settings_have_no_faults() => Assert.Empty(Faults());

    [Fact]
    public void All_missing_settings_are_reported_together()
    {
        var faults = Settings.Faults(new ConfigurationBuilder().Build(), Features.Settings);

        foreach (var needed in All.Where(setting => setting.Default is null))
            Assert.Contains(faults, fault => fault.Contains(needed.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ConnectionStrings:App", "Host=/run/postgresql;Username=postgres", "must connect as stockade_app")]
    [InlineData("ConnectionStrings:App", "Host=db.example;Username=stockade_app;Password=0123456789abcdef", "crosses a network")]
    [InlineData(
        "ConnectionStrings:App", "Host=db.example;Username=stockade_app;Password=short;SSL Mode=VerifyCA", "16 characters")]
    [InlineData(
        "ConnectionStrings:Ops", "Host=db.example;Username=stockade_ops;Password=0123456789abcdef;SSL Mode=Require",
        "does not verify the server's certificate")]
    [InlineData("ConnectionStrings:Owner", "Host=/run/postgresql;Username=stockade_owner", "for `migrate` only")]
    [InlineData("ConnectionStrings:App", "nonsense", "not a connection string")]
    [InlineData("PublicUrl", "http://shop.example", "HTTPS")]
    [InlineData("Encryption:Key", null, "Encryption__KeyFolder")]
    [InlineData("Encryption:KeyFolder", "/nowhere", "both set")]
    [InlineData("Encryption:Key", "test:c2hvcnQ=", "Encryption__Key")]
    [InlineData("Encryption:Key", "nameless", "Encryption__Key")]
    [InlineData("Encryption:OldKeys", "2025:gone", "Encryption__OldKeys")]
    [InlineData("Mail:Resend:Key", null, "Mail__Resend__Key or Mail__Smtp__Host")]
    [InlineData("Mail:Resend:Url", "http://mail.example", "HTTPS")]
    [InlineData("Mail:From", "nobody", "Mail__From")]
    [InlineData("Mail:Smtp:Tls", "true", "starttls, implicit or none")]
    [InlineData("Mail:Smtp:Port", "smtp", "Mail__Smtp__Port")]
    [InlineData("Mail:Smtp:CaFile", "/nowhere.pem", "Mail__Smtp__CaFile")]
    [InlineData("Proxies:Known", "10.0.0.0/8, somewhere", "Proxies__Known")]
    [InlineData("Passwords:Cost", "4", "Passwords__Cost")]
    [InlineData("STOCKADE_LIMITS", "relaxed", "STOCKADE_LIMITS")]
    [InlineData("Retention:SessionDays", "0", "Retention__SessionDays")]
    [InlineData("Retention:AccountEntryDays", "forever", "Retention__AccountEntryDays")]
    [InlineData("Retention:SecurityEventDays", "3651", "Retention__SecurityEventDays")]
    [InlineData(
        "ConnectionStrings:App", "Host=/run/postgresql,db.example;Username=stockade_app;Password=0123456789abcdef",
        "crosses a network")]
    public void An_invalid_or_weak_setting_is_reported_by_name(string name, string? value, string message) =>
        Assert.Contains(message, Assert.Single(Faults((name, value))));

    [Theory]
    [InlineData("Host=/run/postgresql;Username=stockade_owner", 0)]
    [InlineData("Host=db.example;Username=stockade_owner;Password=0123456789abcdef;SSL Mode=VerifyFull", 0)]
    [InlineData("Host=db.example;Username=stockade_owner;Password=0123456789abcdef;SSL Mode=Require", 1)]
    [InlineData("Host=/run/postgresql;Username=postgres", 1)]
    [InlineData(null, 1)]
    public void The_connection_of_the_migration_is_checked_too(string? owner, int faults) =>
        Assert.Equal(faults, Settings.FaultsOfMigration(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Owner"] = owner }).Build()).Count);

    [Theory]
    [InlineData("mail.example", "none", false)]
    [InlineData("10.0.0.7", "none", false)]
    [InlineData("localhost.example", "none", false)]
    [InlineData("localhost", "none", true)]
    [InlineData("127.0.0.1", "none", true)]
    [InlineData("::1", "none", true)]
    [InlineData("mail.example", "starttls", true)]
    [InlineData("mail.example", "implicit", true)]
    [InlineData("mail.example", null, true)]
    public void SMTP_without_TLS_is_only_allowed_on_loopback(string host, string? tls, bool starts)
    {
        var faults = Faults(("Mail:Resend:Key", null), ("Mail:Smtp:Host", host), ("Mail:Smtp:Tls", tls));

        if (starts)
            Assert.Empty(faults);
        else
            Assert.Contains("in clear", Assert.Single(faults));
    }

    [Fact]
    public void The_CA_file_is_validated()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("ca.pem"), "no certificate");

        Assert.Contains("Mail__Smtp__CaFile", Assert.Single(Faults(("Mail:Smtp:CaFile", folder.File("ca.pem")))));
    }

    [Fact]
    public void The_key_folder_is_validated()
    {
        using var folder = new TestFolder();
        IReadOnlyList<string> CurrentFaults() => Faults(("Encryption:Key", null), ("Encryption:KeyFolder", folder.Path));

        Assert.Contains("contains no keys", Assert.Single(CurrentFaults()));
        File.WriteAllText(folder.File("2026.key"), Convert.ToBase64String(new byte[32]) + "\n");
        Assert.Empty(CurrentFaults());
        File.WriteAllText(folder.File("2027.key"), "short");
        Assert.Contains("a file that is not a key", Assert.Single(CurrentFaults()));
    }

    [Fact]
    public void The_documented_settings_match_the_code()
    {
        var path = Path.Combine(Sources.Root, "docs", "settings.md");
        var current = new StringBuilder("# Settings of a production installation\n\n")
            .Append("Generated from `App/Platform/Http/Setting.cs` and the `Settings` of the features' modules. "
                + "A test keeps them in sync.\n\n")
            .Append("| Variable | Description | If it is not set |\n|---|---|---|\n")
            .AppendJoin("", All.Select(setting =>
                $"| `{setting.Name}` | {setting.Sentence} | {setting.Default ?? "**does not start**"} |\n")).ToString();
        if (Environment.GetEnvironmentVariable("STOCKADE_APPROVE") == "1")
            File.WriteAllText(path, current);

        Assert.Equal(File.ReadAllText(path), current);
    }

    /// <summary>Finds the settings that the sources read, except those that only ./run sets.</summary>
    [Fact]
    public void Every_setting_that_the_code_reads_is_documented()
    {
        var read = Sources.Read(["App"], ".cs").SelectMany(file => Key().Matches(file.Text)
            .Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal))).Distinct()
            .Except(["STOCKADE_PORT", "STOCKADE_DATA", "STOCKADE_DEMO"]).ToList();

        Assert.True(read.Count > 8, "The pattern no longer finds how settings are read.");
        Assert.All(read, name => Assert.Contains(name, All.Select(setting => setting.Name)));
    }

    [GeneratedRegex(@"[cC]onfiguration(?:\[|\.GetValue(?:<[^>]*>)?\()""([A-Za-z_:]+)""")]
    private static partial Regex Key();
}
