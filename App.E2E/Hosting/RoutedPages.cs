using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace App.E2E;

/// <summary>Lists the pages of the app from the metadata of its assembly, without loading the assembly.</summary>
static class RoutedPages
{
    /// <param name="Template">The route template, such as <c>/{Slug}/orders/{Id}</c>.</param>
    /// <param name="Anonymous">Whether the page can be opened without signing in.</param>
    public sealed record RoutedPage(string Template, bool Anonymous);

    public static IReadOnlyList<RoutedPage> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var data = file.GetMetadataReader();
        return [.. from type in data.TypeDefinitions
                   let attributes = data.GetTypeDefinition(type).GetCustomAttributes().Select(data.GetCustomAttribute)
                       .ToLookup(attribute => NameOf(data, attribute))
                   from route in attributes["RouteAttribute"]
                   select new RoutedPage(TextOf(data, route), attributes["AllowAnonymousAttribute"].Any())];
    }

    static string NameOf(MetadataReader data, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && data.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
            ? data.GetString(data.GetTypeReference((TypeReferenceHandle)type).Name)
            : "";

    /// <summary>
    /// Returns the only string argument of the attribute, which follows the two-byte prolog of every attribute.
    /// </summary>
    static string TextOf(MetadataReader data, CustomAttribute attribute)
    {
        var blob = data.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        return blob.ReadSerializedString()!;
    }
}
