using App.Accounts;
using App.Customers;
using App.Notifications;
using App.Organizations;
using App.SignIn;
using App.Storefront;

namespace App.Tests.Architecture;

/// <summary>Emails as their recipients get them, in every variant. <see cref="EmailContractTests"/> stores them for reading.</summary>
static class EmailSamples
{
    const string Code = "271828";
    const string Acme = "Acme Supplies";
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    static readonly string Secret = new('x', Token.Length);

    /// <summary>Email → the name of the variant. The first one of each type is stored as HTML, too.</summary>
    public static IReadOnlyList<(EmailTemplate Email, string Variant)> All => [.. SignIn, .. Staff, .. Organizations];

    static (EmailTemplate, string)[] SignIn =>
    [
        (new PasswordResetEmail { Code = Code, Link = LinkTo("reset") }, "staff"),
        (new PasswordResetEmail { Code = Code }, "staff, requested by a program"),
        (new PasswordResetEmail { Code = Code, Link = LinkTo("reset"), Forced = true }, "staff, forced"),
        (new PasswordResetEmail { Storefront = Acme, Code = Code, Link = LinkTo("s/acme/reset") }, "storefront"),
        (new PasswordResetEmail { Storefront = Acme, Code = Code, Forced = true }, "storefront, forced, by a program"),
        (new NoAccountEmail { Link = Page("signup") }, "staff"),
        (new NoAccountEmail { Storefront = Acme, Link = Page("s/acme") }, "storefront"),
        (new PasswordChangedEmail { Forgot = Page("forgot") }, "staff"),
        (new PasswordChangedEmail { Storefront = Acme, Forgot = Page("s/acme/forgot") }, "storefront"),
        (new SessionsEndedEmail { SignIn = Page("login") }, "staff"),
        (new SessionsEndedEmail { Storefront = Acme, SignIn = Page("s/acme/login") }, "storefront"),
        (new NewAddressEmail { Code = Code }, "staff"),
        (new NewAddressEmail { Storefront = Acme, Code = Code }, "storefront"),
        (new AddressTakenEmail(), "staff"),
        (new AddressTakenEmail { Storefront = Acme }, "storefront"),
        (new AddressChangedEmail { Undo = LinkTo("account/undo-email-change"), Until = Monday.AddDays(7) }, "staff"),
        (new AddressChangedEmail
        {
            Storefront = Acme,
            Undo = LinkTo("s/acme/account/undo-email-change"),
            Until = Monday.AddDays(7),
        }, "storefront"),
        (new ResetPausedEmail { Until = Monday.AddDays(7) }, "staff"),
        (new ResetPausedEmail { Storefront = Acme, Until = Monday.AddDays(7) }, "storefront"),
        (new PasswordResetEmail { Code = null, Link = LinkTo("reset") }, "staff, after too many wrong codes"),
        (new PasswordResetEmail { Storefront = Acme, Code = null, Link = LinkTo("s/acme/reset") },
            "storefront, after too many wrong codes"),
        (new AccountDeletedEmail(), "staff"),
        (new AccountDeletedEmail { Storefront = Acme }, "storefront"),
        (NewDevice(null, "203.0.113.7 (Vienna, Austria)", "account"), "staff"),
        (NewDevice(Acme, null, "s/acme/account"), "storefront, address unknown"),
        (new AccountLockedEmail { SignIn = Page("login") }, "staff"),
        (new AccountLockedEmail { OnKnownDevice = true, SignIn = Page("login") }, "staff, on a known device"),
        (new AccountLockedEmail { Storefront = Acme, SignIn = Page("s/acme/login") }, "storefront"),
    ];

    static IEnumerable<(EmailTemplate, string)> Staff =>
    [
        (new VerificationEmail { Code = Code, Link = LinkTo("verify") }, "staff"),
        (new VerificationEmail { Code = null, Link = LinkTo("verify") }, "staff, after too many wrong codes"),
        (new AlreadyRegisteredEmail { SignIn = Page("login") }, "staff"),
        (new StepUpEmail { Code = Code }, "staff"),
        .. Enum.GetValues<SecondFactorChange>().Select(change => ((EmailTemplate)new FactorEmail
        {
            Change = change,
            Name = "Ada's phone",
            Security = Page("account/security"),
        }, SnakeCase.From(change.ToString()).Replace('_', ' '))),
        .. new[] { 9, 1, 0 }.Select(left => ((EmailTemplate)new RecoveryCodeUsedEmail
        {
            Left = left,
            Security = Page("account/security"),
        }, $"{left} left")),
    ];

    static (EmailTemplate, string)[] Organizations =>
    [
        (Invitation, "with its link"),
        (Invitation.WithoutSecrets, "in the email log"),
        (Mention, "with its link"),
        (Mention.WithoutSecrets, "in the email log"),
        (ShopperInvitation, "with its link"),
        (ShopperInvitation.WithoutSecrets, "in the email log"),
        (new MemberLockedEmail
        {
            Organization = Acme,
            Member = "Ben Ode",
            Email = "ben@people.example",
            Until = Monday.AddMinutes(15),
            Members = Page("acme/members"),
        }, "to an owner"),
        (new OwnershipOfferEmail { Organization = Acme, Author = "Ada Okafor", Settings = Page("acme/settings") }, "to a member"),
    ];

    static InvitationEmail Invitation => new()
    {
        InvitationId = Id<Invitation>.New(Monday),
        Organization = Acme,
        InvitedBy = "Ada Okafor",
        RoleName = "member",
        Link = LinkTo("invite"),
    };

    static MentionEmail Mention => new()
    {
        NotificationId = Id<Notification>.New(Monday),
        RecordId = "ord_01h455vb4pex5vsknk084sn02q",
        Organization = Acme,
        Author = "Ada Okafor",
        Noun = "order",
        Link = Page("acme/orders/ord_01h455vb4pex5vsknk084sn02q"),
    };

    static ShopperEmail ShopperInvitation => new()
    {
        ShopperId = Id<Shopper>.New(Monday),
        CustomerId = Id<Customer>.New(Monday),
        Organization = Acme,
        Customer = "Harbor Foods",
        Name = "Rosa",
        Link = LinkTo("s/acme/welcome"),
    };

    static NewDeviceEmail NewDevice(string? storefront, string? address, string path) => new()
    {
        Storefront = storefront,
        When = Monday,
        Device = "Firefox on Linux",
        Address = address,
        NotMe = LinkTo($"{path}/unrecognized-sign-in"),
    };

    static Uri Page(string path) => new($"https://stockade.example/{path}");

    static Uri LinkTo(string path) => Page($"{path}/{Secret}");
}
