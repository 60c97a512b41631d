using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace App.Platform.Http;

/// <summary>
/// Configures ports, TLS and the maximum body size. Development serves http and, on the next port, https with a certificate that
/// is created at start.
/// </summary>
public static class KestrelSetup
{
    /// <summary>Limits the size of a request body, in bytes.</summary>
    public const long LargestBody = 10_485_760;

    public static void ConfigureListening(this WebApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        var port = builder.Configuration.GetValue<int?>("STOCKADE_PORT");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
            if (development && port is { } http)
            {
                var certificate = MakeCertificate(TimeProvider.System.GetUtcNow());
                kestrel.ListenLocalhost(http);
                kestrel.ListenLocalhost(http + 1, listen => listen.UseHttps(certificate));
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
    }

    static X509Certificate2 MakeCertificate(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var made = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(90));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
