using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace App.E2E;

/// <summary>The pages of the app, as its own assembly lists them: read as data, so that nothing of the app is loaded here.</summary>
static class RoutedPages
{
    /// <param name="Template">Such as <c>/{Slug}/orders/{Id}</c>.</param>
    /// <param name="Anonymous">Whether nobody has to be signed in.</param>
    public sealed record RoutedPage(string Template, bool Anonymous);

    public static IReadOnlyList<RoutedPage> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var data = file.GetMetadataReader();
        return [.. from type in data.TypeDefinitions
                   let attributes = data.GetTypeDefinition(type).GetCustomAttributes().Select(data.GetCustomAttribute).ToLookup(one => NameOf(data, one))
                   from route in attributes["RouteAttribute"]
                   select new RoutedPage(TextOf(data, route), attributes["AllowAnonymousAttribute"].Any())];
    }

    static string NameOf(MetadataReader data, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference && data.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
            ? data.GetString(data.GetTypeReference((TypeReferenceHandle)type).Name)
            : "";

    /// <summary>The one text that the attribute was made with, after the two bytes that open every attribute.</summary>
    static string TextOf(MetadataReader data, CustomAttribute attribute)
    {
        var blob = data.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        return blob.ReadSerializedString()!;
    }
}
