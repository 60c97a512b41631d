using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace App.Tests;

/// <summary>A passkey in memory (Web Authentication Level 3, ES256, no attestation) whose responses a test can falsify.</summary>
sealed class SoftPasskey : IDisposable
{
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    string? owner;

    public string Origin { get; set; } = "http://localhost:5080";
    public string Domain { get; set; } = "localhost";
    public bool Verified { get; set; } = true;
    public uint Count { get; set; }

    /// <summary>Responds to creation options.</summary>
    public string Make(string options)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        owner = asked.GetProperty("user").GetProperty("id").GetString();
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] data = [.. Data(0x40), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation =
        [
            0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"),
            0x58, (byte)data.Length, .. data,
        ];
        return Answer(new
        {
            clientDataJSON = Url(Client("webauthn.create", asked)),
            attestationObject = Url(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>Responds to request options.</summary>
    public string Use(string options)
    {
        var client = Client("webauthn.get", JsonDocument.Parse(options).RootElement);
        Count += Count > 0 ? 1u : 0;
        var data = Data(0);
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(
            new { clientDataJSON = Url(client), authenticatorData = Url(data), signature = Url(signature), userHandle = owner });
    }

    byte[] Data(byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(1 | (Verified ? 4 : 0) | more), .. count];
    }

    byte[] Client(string type, JsonElement asked) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new { type, challenge = asked.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    string Answer(object response) => JsonSerializer.Serialize(new
    {
        id = Url(id),
        rawId = Url(id),
        type = "public-key",
        response,
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
    });

    static byte[] Text(string text) => [(byte)(0x60 | text.Length), .. Encoding.ASCII.GetBytes(text)];

    static string Url(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose() => key.Dispose();
}
