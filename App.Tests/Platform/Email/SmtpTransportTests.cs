using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace App.Tests.Platform;

/// <summary>
/// Sends email to an SMTP server that uses real TLS. Its certificate authority is trusted through Mail__Smtp__CaFile, as for a
/// company's own email server. The product has no setting that disables certificate checks, and these tests need none.
/// </summary>
public sealed class SmtpTransportTests
{
    static SmtpTransport Transport(SmtpSink sink, string tls, bool trusted = true, string? user = null) => new(
        new EmailSettings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:From"] = "Stockade <no-reply@shop.example>",
            ["Mail:Smtp:Host"] = "localhost", ["Mail:Smtp:Port"] = $"{sink.Port}", ["Mail:Smtp:Tls"] = tls,
            ["Mail:Smtp:User"] = user, ["Mail:Smtp:Password"] = "secret", ["Mail:Smtp:CaFile"] = trusted ? sink.CaFile : null,
        }).Build()), TimeProvider.System);

    static OutgoingEmail Sample() =>
        new(Guid.CreateVersion7(), "ada@people.example",
            new EmailContent("Grüße aus Köln", "Hello Ada,\n.\nfarewell", "<p>Hello <b>Ada</b></p>"));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("starttls", false)]
    [InlineData("implicit", true)]
    public async Task An_email_is_sent_over_TLS_with_its_id_text_and_HTML(string tls, bool implicitTls)
    {
        await using var sink = new SmtpSink(implicitTls);
        var email = Sample();

        await Transport(sink, tls, user: "stockade").SendAsync(email, Ct);

        Assert.All(sink.Commands.Where(command => command.Text.Split(' ')[0] is "AUTH" or "MAIL" or "RCPT" or "DATA"),
            command => Assert.True(command.Encrypted, command.Text));
        Assert.Contains(sink.Commands, command => command.Text.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
        using var read = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(sink.Emails)));
        using var arrived = await MimeMessage.LoadAsync(read, Ct);
        Assert.Equal(("Grüße aus Köln", $"{email.Id:N}@shop.example"), (arrived.Subject, arrived.MessageId));
        Assert.Equal("\"Stockade\" <no-reply@shop.example>", arrived.From.ToString());
        Assert.Equal("ada@people.example", arrived.To.ToString());
        Assert.Equal("Hello Ada,\n.\nfarewell", arrived.TextBody!.TrimEnd().ReplaceLineEndings("\n"));
        Assert.Equal("<p>Hello <b>Ada</b></p>", arrived.HtmlBody!.TrimEnd());
    }

    [Fact]
    public async Task Every_attempt_has_the_same_message_id()
    {
        await using var sink = new SmtpSink();
        var email = Sample();

        await Transport(sink, "starttls").SendAsync(email, Ct);
        await Transport(sink, "starttls").SendAsync(email, Ct);

        var header = $"Message-Id: <{email.Id:N}@shop.example>";
        Assert.Equal(2, sink.Emails.Count(text => text.Contains(header, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("starttls", false)]
    [InlineData("implicit", true)]
    public async Task A_server_with_an_untrusted_certificate_receives_no_password_or_email(string tls, bool implicitTls)
    {
        await using var sink = new SmtpSink(implicitTls);

        var transport = Transport(sink, tls, trusted: false, user: "stockade");
        await Assert.ThrowsAsync<SslHandshakeException>(() => transport.SendAsync(Sample(), Ct));

        Assert.DoesNotContain(sink.Commands, command => command.Text.Split(' ')[0] is "AUTH" or "MAIL");
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_even_if_its_CA_is_trusted()
    {
        await using var sink = new SmtpSink(name: "mail.elsewhere.example");

        await Assert.ThrowsAsync<SslHandshakeException>(() => Transport(sink, "starttls").SendAsync(Sample(), Ct));

        Assert.DoesNotContain(sink.Commands, command => command.Text.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_of_another_CA_is_refused()
    {
        await using var sink = new SmtpSink();
        await using var other = new SmtpSink();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Smtp:Host"] = "localhost", ["Mail:Smtp:Port"] = $"{sink.Port}", ["Mail:Smtp:CaFile"] = other.CaFile,
        }).Build();

        var transport = new SmtpTransport(new EmailSettings(settings), TimeProvider.System);
        await Assert.ThrowsAsync<SslHandshakeException>(() => transport.SendAsync(Sample(), Ct));
    }

    [Fact]
    public async Task A_server_without_STARTTLS_receives_no_password_or_email()
    {
        await using var sink = new SmtpSink(startTls: false);

        await Assert.ThrowsAsync<NotSupportedException>(
            () => Transport(sink, "starttls", user: "stockade").SendAsync(Sample(), Ct));

        Assert.DoesNotContain(sink.Commands, command => command.Text.Split(' ')[0] is "AUTH" or "MAIL");
    }

    /// <summary>
    /// The counterpart of the refusals above: the same server accepts email from a client that does not require TLS.
    /// </summary>
    [Fact]
    public async Task TLS_mode_none_sends_in_plain_text()
    {
        await using var sink = new SmtpSink(startTls: false);

        await Transport(sink, "none").SendAsync(Sample(), Ct);

        Assert.Single(sink.Emails);
        Assert.DoesNotContain(sink.Commands, command => command.Encrypted);
    }

    [Theory]
    [InlineData("550 5.1.1 No such user", true)]
    [InlineData("553 5.1.3 No such name", true)]
    [InlineData("554 5.7.1 Not wanted", true)]
    [InlineData("450 4.2.1 Busy", false)]
    [InlineData("451 4.7.1 Greylisted", false)]
    [InlineData("452 4.2.2 Full", false)]
    public async Task Only_a_permanently_refused_recipient_is_not_retried(string response, bool permanent)
    {
        await using var sink = new SmtpSink { ToRecipient = response };

        var failure = await Record.ExceptionAsync(() => Transport(sink, "starttls").SendAsync(Sample(), Ct));

        Assert.IsType(permanent ? typeof(EmailRefusedException) : typeof(SmtpCommandException), failure);
        Assert.Contains(response.Split(' ', 3)[2], failure.Message); // the email log shows it
        Assert.Empty(sink.Emails);
    }

    [Fact]
    public async Task A_disconnect_after_the_email_was_accepted_is_not_an_error()
    {
        await using var sink = new SmtpSink { Disconnects = true };

        await Transport(sink, "starttls").SendAsync(Sample(), Ct); // an exception would cause another attempt

        Assert.Single(sink.Emails);
    }

    [Theory]
    [InlineData("ada@people.example\r\nBcc: eve@people.example")]
    [InlineData("ada@people.example, eve@people.example")]
    [InlineData("ada")]
    [InlineData("")]
    public async Task An_invalid_recipient_is_refused_before_connecting(string recipient)
    {
        await using var sink = new SmtpSink();

        var email = Sample() with { Recipient = recipient };
        await Assert.ThrowsAsync<EmailRefusedException>(() => Transport(sink, "starttls").SendAsync(email, Ct));

        Assert.Empty(sink.Commands);
    }

    [Theory]
    [InlineData(null, 587, SmtpTls.StartTls)]
    [InlineData("starttls", 587, SmtpTls.StartTls)]
    [InlineData("implicit", 465, SmtpTls.Implicit)]
    [InlineData("none", 587, SmtpTls.None)]
    public void The_default_port_follows_from_the_TLS_mode(string? tls, int port, SmtpTls wanted)
    {
        var settings = new EmailSettings(new ConfigurationManager { ["Mail:Smtp:Tls"] = tls, ["Mail:Smtp:Port"] = "" });

        Assert.Equal((port, wanted), (settings.SmtpPort, settings.SmtpTls));
    }
}
