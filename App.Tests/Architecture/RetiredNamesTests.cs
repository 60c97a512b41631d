using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>The code uses the field's standard terms: coined names and phrases that were replaced do not come back.</summary>
public sealed partial class RetiredNamesTests
{
    /// <summary>Names that have no other meaning: no file mentions them.</summary>
    static readonly HashSet<string> Names =
    [
        .. """
        Doorman Turnstile Gated PasswordDesk PasskeyDesk OrderDesk AccountBook SessionBook MemberBook InvitationBook CartBook
        ChallengeBook CustomerBook PriceBook VariantBook WarehouseBook OrderBook ShelfBook ShelfOrder FactorBook DeviceBook
        KnownDeviceBook PasswordBook SignUpBook OrganizationBook ILetter ILetterWriter LetterBody LetterSheet LetterLook Postbox
        IMailer MailPace MailNotice ClosedAddress OutboxBell WorkSignal Timetable OneOpening OwnCommand LastStatement
        RowById IRewrap KeySeal ChallengeSeal FieldKeys RefreshChain RefreshLead StaleAccess SameSiteHop LocalAddress PlainHttp
        EntranceAttribute StaffFrame FindStaffFrame AddressFollower PillWords IndexGrid QueueCard JumpBox Charter Departure
        PlaceEnd TellOwnersOfLocks MailOwnersOfLock SetLockLimit GetEntryRules DisownDevice ReadNewDevice NotMePage
        EndStolenSessions DeviceMark RememberedDevice SecondStep FactorTries SignInTries RenewCode FindPassword
        CountFailedSignIn StorefrontLook GetSheet AccentVerdict WithdrawShopper JoinStorefront BringAlongAsync NothingHere
        LateForm HouseRules TestHouse HandClock TestClock
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>Names that are also English words: no type is declared with them.</summary>
    static readonly HashSet<string> Types =
    [
        "Pass", "Act", "Door", "Letter", "Mail", "Mails", "Ear", "Ring", "Loop", "Loops", "Pump", "Failed", "Started",
        "Protection", "Databases", "Tidying", "Quiet", "Outage", "Failures", "Answers", "Word", "Site", "Listening", "Tenant",
        "Leaving", "Ico", "Pill", "Look", "Mark", "House", "World", "Moment", "Shelf",
    ];

    static readonly string[] History = ["CHANGELOG.md", "STYLE.md", "docs/decisions/", "App.Tests/Architecture/RetiredNamesTests.cs"];

    [Fact]
    public void No_file_uses_a_retired_name_or_phrase()
    {
        var found = Sources.All().Where(file => Path.GetExtension(file.Path) is ".cs" or ".razor" or ".sql" or ".md" or ".sh")
            .SelectMany(file => Found(file.Path, file.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("App/Platform/Operations/Doorman.cs", "sealed class Doorman(AppDb db)")]
    [InlineData("App.Tests/Orders/PlaceOrderTests.cs", "readonly OrderDesk desk;")]
    [InlineData("App/Platform/Jobs/Loop.cs", "public abstract class Loop(int width)")]
    [InlineData("App/Platform/Operations/Actor.cs", "public sealed record Tenant(Guid Id);")]
    [InlineData("App/Orders/OrderPage.razor", "<p>Whoever placed it is told.</p>")]
    [InlineData("App/Orders/PlaceOrder.cs", "/// <summary>For our own loops alone.</summary>")]
    [InlineData("docs/architecture.md", "The Postbox stores it.")]
    public void A_retired_name_or_phrase_is_found(string path, string text) => Assert.NotEmpty(Found(path, text));

    [Theory]
    [InlineData("docs/decisions/0018-plain-names.md", "Doorman is now CredentialResolver.")]
    [InlineData("App/Platform/Jobs/BackgroundLoop.cs", "public abstract class BackgroundLoop(WorkNotifier notifier)")]
    [InlineData("App/Orders/PlaceOrder.cs", "if (Failed) return; // pass it on")]
    public void Standard_names_and_history_are_fine(string path, string text) => Assert.Empty(Found(path, text));

    static IEnumerable<string> Found(string path, string text)
    {
        if (History.Any(place => path == place || (place.EndsWith('/') && path.StartsWith(place, StringComparison.Ordinal))))
            yield break;
        foreach (var match in Identifier().Matches(text).Where(match => Names.Contains(match.Value)))
            yield return $"{path}: {match.Value}";
        foreach (var match in Declaration().Matches(text).Where(match => Types.Contains(match.Groups[1].Value)))
            yield return $"{path}: {match.Value}";
        if (path.StartsWith("App/", StringComparison.Ordinal))
            foreach (var match in Phrase().Matches(text).Cast<Match>())
                yield return $"{path}: {match.Value}";
    }

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b(?:whoever|whom|anew|of which)\b|(?<!stand) alone\b", RegexOptions.IgnoreCase)]
    private static partial Regex Phrase();
}
