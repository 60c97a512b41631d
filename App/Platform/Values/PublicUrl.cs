namespace App.Platform.Values;

/// <summary>
/// Provides the public URL of this installation, which links in emails start with. It is never taken from a request.
/// </summary>
public sealed class PublicUrl(IConfiguration configuration)
{
    public Uri Address { get; } =
        new(configuration["PublicUrl"] ?? $"http://localhost:{configuration["STOCKADE_PORT"] ?? "5080"}");

    /// <summary>
    /// Gets the issuer of our tokens. It is the same for all instances of an installation, even if each listens on its own port.
    /// </summary>
    public string Issuer { get; } = (configuration["PublicUrl"] ?? "http://localhost").TrimEnd('/');

    public Uri Link(string path) => new(Address, path);
}
