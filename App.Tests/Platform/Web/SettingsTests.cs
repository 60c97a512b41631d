using System.Text;
using System.Text.RegularExpressions;
using App.Platform;
using App.Tests.HouseRules;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed partial class SettingsTests
{
    static readonly Dictionary<string, string?> Sound = new()
    {
        ["ConnectionStrings:Owner"] = "Host=/run/postgresql;Username=stockade_owner", ["ConnectionStrings:App"] = "Host=/run/postgresql;Username=stockade_app",
        ["ConnectionStrings:Ops"] = "Host=/run/postgresql;Username=stockade_ops", ["PublicUrl"] = "https://shop.example",
        ["Encryption:Key"] = $"test:{Convert.ToBase64String(new byte[32])}",
        ["Mail:From"] = "Stockade <no-reply@shop.example>", ["Mail:Resend:Key"] = "re_1",
    };

    static IReadOnlyList<string> Faults(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Sound);
        foreach (var (name, value) in changes)
            settings[name] = value;
        return Settings.Faults(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    [Fact]
    public void Sound_settings_have_no_fault() => Assert.Empty(Faults());

    [Fact]
    public void Everything_that_is_missing_is_told_in_one_list()
    {
        var faults = Settings.Faults(new ConfigurationBuilder().Build());

        foreach (var needed in Setting.All.Where(setting => setting.Default is null))
            Assert.Contains(faults, fault => fault.Contains(needed.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ConnectionStrings:App", "Host=/run/postgresql;Username=postgres", "must connect as stockade_app")]
    [InlineData("ConnectionStrings:App", "Host=db.example;Username=stockade_app;Password=0123456789abcdef", "crosses a network")]
    [InlineData("ConnectionStrings:App", "Host=db.example;Username=stockade_app;Password=short;SSL Mode=Require", "16 characters")]
    [InlineData("ConnectionStrings:App", "nonsense", "not a connection string")]
    [InlineData("PublicUrl", "http://shop.example", "https")]
    [InlineData("Encryption:Key", null, "Encryption__KeyFolder")]
    [InlineData("Encryption:KeyFolder", "/nowhere", "both set")]
    [InlineData("Encryption:Key", "test:c2hvcnQ=", "Encryption__Key")]
    [InlineData("Encryption:Key", "nameless", "Encryption__Key")]
    [InlineData("Encryption:OldKeys", "2025:gone", "Encryption__OldKeys")]
    [InlineData("Mail:Resend:Key", null, "Mail__Resend__Key or Mail__Smtp__Host")]
    [InlineData("Mail:Resend:Url", "http://mail.example", "https")]
    [InlineData("Mail:From", "nobody", "Mail__From")]
    [InlineData("Mail:Smtp:Tls", "true", "starttls, implicit or none")]
    [InlineData("Mail:Smtp:Port", "smtp", "Mail__Smtp__Port")]
    [InlineData("Mail:Smtp:CaFile", "/nowhere.pem", "Mail__Smtp__CaFile")]
    [InlineData("Proxies:Known", "10.0.0.0/8, somewhere", "Proxies__Known")]
    [InlineData("Passwords:Cost", "4", "Passwords__Cost")]
    [InlineData("STOCKADE_LIMITS", "relaxed", "STOCKADE_LIMITS")]
    public void A_weak_one_is_told_by_name(string name, string? value, string told) => Assert.Contains(told, Assert.Single(Faults((name, value))));

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
    public void Mail_crosses_a_network_encrypted(string host, string? tls, bool starts)
    {
        var faults = Faults(("Mail:Resend:Key", null), ("Mail:Smtp:Host", host), ("Mail:Smtp:Tls", tls));

        if (starts)
            Assert.Empty(faults);
        else
            Assert.Contains("in clear", Assert.Single(faults));
    }

    [Fact]
    public void A_file_of_authorities_is_looked_into()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("ca.pem"), "no certificate");

        Assert.Contains("Mail__Smtp__CaFile", Assert.Single(Faults(("Mail:Smtp:CaFile", folder.File("ca.pem")))));
    }

    [Fact]
    public void A_folder_of_keys_is_looked_into()
    {
        using var folder = new TestFolder();
        IReadOnlyList<string> Now() => Faults(("Encryption:Key", null), ("Encryption:KeyFolder", folder.Path));

        Assert.Contains("holds no key", Assert.Single(Now()));
        File.WriteAllText(folder.File("2026.key"), Convert.ToBase64String(new byte[32]) + "\n");
        Assert.Empty(Now());
        File.WriteAllText(folder.File("2027.key"), "short");
        Assert.Contains("a file in it is none", Assert.Single(Now()));
    }

    [Fact]
    public void The_list_in_the_docs_is_the_list_in_the_code()
    {
        var path = Path.Combine(Sources.Root, "docs", "settings.md");
        var now = new StringBuilder("# Settings of a production installation\n\nMade from `App/Platform/Web/Setting.cs`; a test holds the two together.\n\n| variable | what it is | when left out |\n|---|---|---|\n")
            .AppendJoin("", Setting.All.Select(setting => $"| `{setting.Name}` | {setting.Sentence} | {setting.Default ?? "**does not start**"} |\n")).ToString();
        if (Environment.GetEnvironmentVariable("STOCKADE_APPROVE") == "1")
            File.WriteAllText(path, now);

        Assert.Equal(File.ReadAllText(path), now);
    }

    /// <summary>What the sources read of the configuration, beside what ./run alone sets.</summary>
    [Fact]
    public void Every_setting_that_is_read_is_on_the_list()
    {
        var read = Sources.Read(["App"], ".cs").SelectMany(file => Key().Matches(file.Text).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal))).Distinct()
            .Except(["STOCKADE_PORT", "STOCKADE_DATA", "STOCKADE_DEMO"]).ToList();

        Assert.True(read.Count > 8, "The pattern no longer finds how settings are read.");
        Assert.All(read, name => Assert.Contains(name, Setting.All.Select(setting => setting.Name)));
    }

    [GeneratedRegex(@"[cC]onfiguration(?:\[|\.GetValue(?:<[^>]*>)?\()""([A-Za-z_:]+)""")]
    private static partial Regex Key();
}
