using App.Platform;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace App.Tests.Platform;

/// <summary>
/// Mail by SMTP, to a server that really speaks TLS. Its authority is trusted by Mail__Smtp__CaFile, as that of a company's own
/// mail server would be: the product has no switch that turns the check of certificates off, and needs none for these tests.
/// </summary>
public sealed class SmtpMailerTests
{
    static SmtpMailer Mailer(SmtpSink sink, string tls, bool trusted = true, string? user = null) => new(
        new MailSettings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:From"] = "Stockade <no-reply@shop.example>",
            ["Mail:Smtp:Host"] = "localhost", ["Mail:Smtp:Port"] = $"{sink.Port}", ["Mail:Smtp:Tls"] = tls,
            ["Mail:Smtp:User"] = user, ["Mail:Smtp:Password"] = "secret", ["Mail:Smtp:CaFile"] = trusted ? sink.CaFile : null,
        }).Build()), TimeProvider.System);

    static OutgoingMail Mail() =>
        new(Guid.CreateVersion7(), "ada@people.example",
            new MailContent("Grüße aus Köln", "Hello Ada,\n.\nfarewell", "<p>Hello <b>Ada</b></p>"));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("starttls", false)]
    [InlineData("implicit", true)]
    public async Task A_mail_arrives_encrypted_with_its_id_its_text_and_its_HTML(string tls, bool implicitTls)
    {
        await using var sink = new SmtpSink(implicitTls);
        var mail = Mail();

        await Mailer(sink, tls, user: "stockade").SendAsync(mail, Ct);

        Assert.All(sink.Commands.Where(command => command.Text.Split(' ')[0] is "AUTH" or "MAIL" or "RCPT" or "DATA"),
            command => Assert.True(command.Encrypted, command.Text));
        Assert.Contains(sink.Commands, command => command.Text.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
        using var read = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(sink.Mails)));
        using var arrived = await MimeMessage.LoadAsync(read, Ct);
        Assert.Equal(("Grüße aus Köln", $"{mail.Id:N}@shop.example"), (arrived.Subject, arrived.MessageId));
        Assert.Equal("\"Stockade\" <no-reply@shop.example>", arrived.From.ToString());
        Assert.Equal("ada@people.example", arrived.To.ToString());
        Assert.Equal("Hello Ada,\n.\nfarewell", arrived.TextBody!.TrimEnd().ReplaceLineEndings("\n"));
        Assert.Equal("<p>Hello <b>Ada</b></p>", arrived.HtmlBody!.TrimEnd());
    }

    [Fact]
    public async Task At_every_attempt_the_mail_has_the_same_message_id()
    {
        await using var sink = new SmtpSink();
        var mail = Mail();

        await Mailer(sink, "starttls").SendAsync(mail, Ct);
        await Mailer(sink, "starttls").SendAsync(mail, Ct);

        var header = $"Message-Id: <{mail.Id:N}@shop.example>";
        Assert.Equal(2, sink.Mails.Count(text => text.Contains(header, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("starttls", false)]
    [InlineData("implicit", true)]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_neither_password_nor_mail(string tls, bool implicitTls)
    {
        await using var sink = new SmtpSink(implicitTls);

        var mailer = Mailer(sink, tls, trusted: false, user: "stockade");
        await Assert.ThrowsAsync<SslHandshakeException>(() => mailer.SendAsync(Mail(), Ct));

        Assert.DoesNotContain(sink.Commands, command => command.Text.Split(' ')[0] is "AUTH" or "MAIL");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_though_its_authority_is_trusted()
    {
        await using var sink = new SmtpSink(name: "mail.elsewhere.example");

        await Assert.ThrowsAsync<SslHandshakeException>(() => Mailer(sink, "starttls").SendAsync(Mail(), Ct));

        Assert.DoesNotContain(sink.Commands, command => command.Text.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_authority_of_somebody_else_does_not_vouch_for_it()
    {
        await using var sink = new SmtpSink();
        await using var other = new SmtpSink();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Smtp:Host"] = "localhost", ["Mail:Smtp:Port"] = $"{sink.Port}", ["Mail:Smtp:CaFile"] = other.CaFile,
        }).Build();

        var mailer = new SmtpMailer(new MailSettings(settings), TimeProvider.System);
        await Assert.ThrowsAsync<SslHandshakeException>(() => mailer.SendAsync(Mail(), Ct));
    }

    [Fact]
    public async Task A_server_that_does_not_offer_STARTTLS_gets_neither_password_nor_mail()
    {
        await using var sink = new SmtpSink(startTls: false);

        await Assert.ThrowsAsync<NotSupportedException>(() => Mailer(sink, "starttls", user: "stockade").SendAsync(Mail(), Ct));

        Assert.DoesNotContain(sink.Commands, command => command.Text.Split(' ')[0] is "AUTH" or "MAIL");
    }

    /// <summary>What the refusals above are held against: the same server takes mail from who does not insist.</summary>
    [Fact]
    public async Task With_none_it_goes_in_clear()
    {
        await using var sink = new SmtpSink(startTls: false);

        await Mailer(sink, "none").SendAsync(Mail(), Ct);

        Assert.Single(sink.Mails);
        Assert.DoesNotContain(sink.Commands, command => command.Encrypted);
    }

    [Theory]
    [InlineData("550 5.1.1 No such user", true)]
    [InlineData("553 5.1.3 No such name", true)]
    [InlineData("554 5.7.1 Not wanted", true)]
    [InlineData("450 4.2.1 Busy", false)]
    [InlineData("451 4.7.1 Greylisted", false)]
    [InlineData("452 4.2.2 Full", false)]
    public async Task A_recipient_refused_for_good_is_refused_and_one_refused_for_now_is_tried_again(string answer, bool forGood)
    {
        await using var sink = new SmtpSink { ToRecipient = answer };

        var failure = await Record.ExceptionAsync(() => Mailer(sink, "starttls").SendAsync(Mail(), Ct));

        Assert.IsType(forGood ? typeof(MailRefusedException) : typeof(SmtpCommandException), failure);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_server_that_hangs_up_once_it_has_the_mail_is_not_sent_it_again()
    {
        await using var sink = new SmtpSink { HangsUp = true };

        await Mailer(sink, "starttls").SendAsync(Mail(), Ct); // no exception, which would be another attempt

        Assert.Single(sink.Mails);
    }

    [Theory]
    [InlineData("ada@people.example\r\nBcc: eve@people.example")]
    [InlineData("ada@people.example, eve@people.example")]
    [InlineData("ada")]
    [InlineData("")]
    public async Task What_is_not_one_address_goes_to_no_mail_server(string recipient)
    {
        await using var sink = new SmtpSink();

        var mail = Mail() with { Recipient = recipient };
        await Assert.ThrowsAsync<MailRefusedException>(() => Mailer(sink, "starttls").SendAsync(mail, Ct));

        Assert.Empty(sink.Commands);
    }

    [Theory]
    [InlineData(null, 587, SmtpTls.StartTls)]
    [InlineData("starttls", 587, SmtpTls.StartTls)]
    [InlineData("implicit", 465, SmtpTls.Implicit)]
    [InlineData("none", 587, SmtpTls.None)]
    public void The_port_follows_from_how_it_is_encrypted(string? tls, int port, SmtpTls wanted)
    {
        var settings = new MailSettings(new ConfigurationManager { ["Mail:Smtp:Tls"] = tls, ["Mail:Smtp:Port"] = "" });

        Assert.Equal((port, wanted), (settings.SmtpPort, settings.SmtpTls));
    }
}
