namespace App.Platform;

/// <summary>Under which address people reach this installation: what mailed links begin with. Never taken from a request.</summary>
public sealed class Site(IConfiguration configuration)
{
    public Uri Address { get; } = new(configuration["PublicUrl"] ?? $"http://localhost:{configuration["STOCKADE_PORT"] ?? "5080"}");

    /// <summary>Who our tokens say they are from. Instances of one installation say the same, also where each has a port of its own.</summary>
    public string Issuer { get; } = (configuration["PublicUrl"] ?? "http://localhost").TrimEnd('/');

    public Uri Link(string path) => new(Address, path);
}
