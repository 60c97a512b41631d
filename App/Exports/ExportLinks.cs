using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace App.Exports;

/// <summary>Contains what a link to a file says.</summary>
/// <param name="OrganizationId">Organization of the export.</param>
/// <param name="Id">The export.</param>
/// <param name="MemberId">The member who got the link. The file is opened in the name of that member.</param>
public sealed record ExportLink(Guid OrganizationId, Id<Export> Id, Guid MemberId);

/// <summary>
/// Signs the links to finished files. A link works without signing in, so it can be opened by another program: until the file is
/// deleted, and for as long as the member who got it may read the list.
/// </summary>
public sealed class ExportLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Path = "/downloads";

    /// <summary>Three ids and a time.</summary>
    const int Length = 3 * 16 + 8;

    readonly IDataProtector protector = protection.CreateProtector("export link");

    /// <summary>Returns the path of the file for a member; null if the file does not exist yet.</summary>
    public string? LinkTo(Export export, Actor actor)
    {
        if (export.State != ExportState.Finished || !TypeId.TryParse("mem", actor.Id, out var member))
            return null;
        var content = new byte[Length];
        export.OrganizationId.TryWriteBytes(content);
        export.Id.Value.TryWriteBytes(content.AsSpan(16));
        member.TryWriteBytes(content.AsSpan(32));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(48), export.ExpiresAt.ToUnixTimeMilliseconds());
        return $"{Path}/{Base64Url.EncodeToString(protector.Protect(content))}";
    }

    /// <summary>Returns what a link says; null if it was changed, is not one of ours or has expired.</summary>
    public ExportLink? Read(string token)
    {
        try
        {
            var content = protector.Unprotect(Base64Url.DecodeFromChars(token));
            var expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(48)));
            return expiresAt <= clock.GetUtcNow()
                ? null
                : new(new(content.AsSpan(0, 16)), new(new(content.AsSpan(16, 16))), new(content.AsSpan(32, 16)));
        }
        catch (Exception malformed) when (malformed is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
