using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace App.Tests.Platform;

/// <summary>
/// A mail server on loopback that speaks SMTP with real TLS and keeps what it was told. Its certificate is signed by an
/// authority of its own.
/// </summary>
sealed class SmtpSink : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly TestFolder folder = new();
    readonly X509Certificate2 authority, certificate;
    readonly Task serving;

    /// <param name="implicitTls">TLS from the first byte on.</param>
    /// <param name="startTls">Offers STARTTLS.</param>
    /// <param name="name">Whom the certificate is for.</param>
    public SmtpSink(bool implicitTls = false, bool startTls = true, string name = "localhost")
    {
        (ImplicitTls, StartTls) = (implicitTls, startTls && !implicitTls);
        authority = Issue("CN=An authority of the test", null, null);
        certificate = Issue($"CN={name}", name, authority);
        File.WriteAllText(folder.File("ca.pem"), authority.ExportCertificatePem());
        listener.Start();
        serving = ServeAsync();
    }

    public bool ImplicitTls { get; }
    public bool StartTls { get; }
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>PEM of the authority that signed the certificate.</summary>
    public string CaFile => folder.File("ca.pem");

    /// <summary>Its answer to each recipient.</summary>
    public string ToRecipient { get; set; } = "250 2.1.5 Ok";

    /// <summary>Ends the connection once it has a mail, instead of taking leave.</summary>
    public bool HangsUp { get; set; }

    /// <summary>Every command, marked by whether it came encrypted.</summary>
    public List<(bool Encrypted, string Text)> Commands { get; } = [];

    /// <summary>The mails it took, as they came.</summary>
    public List<string> Mails { get; } = [];

    async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client);
            }
            catch (Exception failure) when (failure is
                IOException or SocketException or AuthenticationException or OperationCanceledException)
            {
                // The other side did not like what it saw, or the test is over.
            }
    }

    async Task TalkAsync(TcpClient client)
    {
        Stream stream = client.GetStream();
        if (ImplicitTls)
            stream = await EncryptAsync(stream);
        await SayAsync(stream, "220 sink ESMTP");
        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Add((stream is SslStream, line));
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, "250-sink\r\n250 " + (StartTls && stream is not SslStream ? "STARTTLS" : "AUTH PLAIN"));
                    break;
                case "STARTTLS" when StartTls:
                    await SayAsync(stream, "220 Go ahead");
                    stream = await EncryptAsync(stream);
                    break;
                case "AUTH":
                    await SayAsync(stream, "235 2.7.0 Welcome");
                    break;
                case "RCPT":
                    await SayAsync(stream, ToRecipient);
                    break;
                case "DATA":
                    await SayAsync(stream, "354 Go ahead");
                    Mails.Add(await ReadMailAsync(stream));
                    await SayAsync(stream, "250 2.0.0 Taken");
                    if (HangsUp)
                        return;
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 Bye");
                    return;
                default:
                    await SayAsync(stream, "250 Ok");
                    break;
            }
        }
    }

    async Task<Stream> EncryptAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        var shown = SslStreamCertificateContext.Create(certificate, [authority]);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = shown }, stop.Token);
        return tls;
    }

    static async Task<string> ReadMailAsync(Stream stream)
    {
        var mail = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".")
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append('\n'); // without the dot of RFC 5321, section 4.5.2
        return mail.ToString();
    }

    static async Task<string?> ReadLineAsync(Stream stream)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }

    static async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));

    static X509Certificate2 Issue(string subject, string? name, X509Certificate2? issuer)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var isAuthority = issuer is null;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        if (issuer is null)
            return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name!);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(issuer, now.AddDays(-1), now.AddHours(12), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        authority.Dispose();
        certificate.Dispose();
        folder.Dispose();
        stop.Dispose();
    }
}
