using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace App.Tests;

/// <summary>
/// An SMTP server on loopback with real TLS that records commands and emails. Its certificate is signed by its own certificate
/// authority.
/// </summary>
sealed class SmtpSink : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly TestFolder folder = new();
    readonly X509Certificate2 authority, certificate;
    readonly Task serving;

    /// <param name="implicitTls">Uses TLS from the first byte.</param>
    /// <param name="startTls">Offers STARTTLS.</param>
    /// <param name="name">The host name of the certificate.</param>
    public SmtpSink(bool implicitTls = false, bool startTls = true, string name = "localhost")
    {
        ImplicitTls = implicitTls;
        StartTls = startTls && !implicitTls;
        authority = Issue("CN=Test certificate authority", null, null);
        certificate = Issue($"CN={name}", name, authority);
        File.WriteAllText(folder.File("ca.pem"), authority.ExportCertificatePem());
        listener.Start();
        serving = ServeAsync();
    }

    public bool ImplicitTls { get; }
    public bool StartTls { get; }
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>PEM file of the authority that signed the certificate.</summary>
    public string CaFile => folder.File("ca.pem");

    /// <summary>The response to each recipient.</summary>
    public string ToRecipient { get; set; } = "250 2.1.5 Ok";

    /// <summary>Closes the connection after accepting an email, without waiting for QUIT.</summary>
    public bool Disconnects { get; set; }

    /// <summary>All commands, and whether each was encrypted.</summary>
    public List<(bool Encrypted, string Text)> Commands { get; } = [];

    /// <summary>The accepted emails, in order.</summary>
    public List<string> Emails { get; } = [];

    async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await ServeClientAsync(client);
            }
            catch (Exception failure) when (failure is
                IOException or SocketException or AuthenticationException or OperationCanceledException)
            {
                // The client rejected the connection, or the test has ended.
            }
    }

    async Task ServeClientAsync(TcpClient client)
    {
        Stream stream = client.GetStream();
        if (ImplicitTls)
            stream = await EncryptAsync(stream);
        await WriteLineAsync(stream, "220 sink ESMTP");
        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Add((stream is SslStream, line));
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await WriteLineAsync(
                        stream, "250-sink\r\n250 " + (StartTls && stream is not SslStream ? "STARTTLS" : "AUTH PLAIN"));
                    break;
                case "STARTTLS" when StartTls:
                    await WriteLineAsync(stream, "220 Go ahead");
                    stream = await EncryptAsync(stream);
                    break;
                case "AUTH":
                    await WriteLineAsync(stream, "235 2.7.0 Welcome");
                    break;
                case "RCPT":
                    await WriteLineAsync(stream, ToRecipient);
                    break;
                case "DATA":
                    await WriteLineAsync(stream, "354 Go ahead");
                    Emails.Add(await ReadEmailAsync(stream));
                    await WriteLineAsync(stream, "250 2.0.0 Accepted");
                    if (Disconnects)
                        return;
                    break;
                case "QUIT":
                    await WriteLineAsync(stream, "221 Bye");
                    return;
                default:
                    await WriteLineAsync(stream, "250 Ok");
                    break;
            }
        }
    }

    async Task<Stream> EncryptAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        var context = SslStreamCertificateContext.Create(certificate, [authority]);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = context }, stop.Token);
        return tls;
    }

    static async Task<string> ReadEmailAsync(Stream stream)
    {
        var email = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".")
            email.Append(line.StartsWith('.') ? line[1..] : line).Append('\n'); // removes dot-stuffing: RFC 5321, section 4.5.2
        return email.ToString();
    }

    static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var buffer = new byte[1];
        while (await stream.ReadAsync(buffer) == 1)
        {
            if (buffer[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(buffer[0]);
        }
        return null;
    }

    static async Task WriteLineAsync(Stream stream, string text) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));

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
