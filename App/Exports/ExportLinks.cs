using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace App.Exports;

/// <summary>
/// Signs the links to finished files. A link works without signing in until the file is deleted, so it can be opened by another
/// program.
/// </summary>
public sealed class ExportLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Path = "/downloads";

    const int Length = 16 + 16 + 8;

    readonly IDataProtector protector = protection.CreateProtector("export link");

    /// <summary>Returns the path of the file; null if it does not exist yet.</summary>
    public string? LinkTo(Export export)
    {
        if (export.State != ExportState.Finished)
            return null;
        var content = new byte[Length];
        export.OrganizationId.TryWriteBytes(content);
        export.Id.Value.TryWriteBytes(content.AsSpan(16));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(32), export.ExpiresAt.ToUnixTimeMilliseconds());
        return $"{Path}/{Base64Url.EncodeToString(protector.Protect(content))}";
    }

    /// <summary>Returns the file that a link leads to; null if the link was changed, is not one of ours or has expired.</summary>
    public (Guid OrganizationId, Id<Export> Id)? Read(string token)
    {
        try
        {
            var content = protector.Unprotect(Base64Url.DecodeFromChars(token));
            var expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(32)));
            return expiresAt <= clock.GetUtcNow()
                ? null
                : (new Guid(content.AsSpan(0, 16)), new Id<Export>(new Guid(content.AsSpan(16, 16))));
        }
        catch (Exception malformed) when (malformed is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
