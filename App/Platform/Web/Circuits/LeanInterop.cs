using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace App.Platform;

/// <summary>
/// Each circuit keeps JSON metadata of its own, because its converters are its own. For every number and word that it hands to the browser the
/// serializer looks through all interfaces of the type for a polymorphic one (INumber, IParsable, some thirty for an int) and keeps what it made of
/// each: forty kilobytes for as long as a page is open. None of the runtime's own is polymorphic, so they are answered with nothing.
/// </summary>
static class LeanInterop
{
    static readonly IJsonTypeInfoResolver Lean = new Resolver();

    /// <summary>The framework's runtime, made as it makes it, with this one setting changed before its first use.</summary>
    public static void AddLeanInterop(this IServiceCollection services)
    {
        var made = services.Last(service => service.ServiceType == typeof(IJSRuntime)).ImplementationType!;
        services.AddScoped(provider =>
        {
            var runtime = (IJSRuntime)ActivatorUtilities.CreateInstance(provider, made);
            OptionsOf((JSRuntime)runtime).TypeInfoResolver = Lean;
            return runtime;
        });
    }

    /// <summary>A base or an interface of the runtime's own that nobody declares a member as: all but sequences, lists and dictionaries of something.</summary>
    public static bool IsNeverPolymorphic(Type type) =>
        type == typeof(ValueType) || type == typeof(Enum) || (type.IsInterface && type.Assembly == typeof(object).Assembly && !IsCollection(type));

    /// <summary>Not that of a string's characters or a dictionary's pairs, which are only ever looked at as interfaces of something else.</summary>
    static bool IsCollection(Type type) =>
        type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GenericTypeArguments is not ([{ IsGenericType: true, Name: "KeyValuePair`2" }] or [{ FullName: "System.Char" }]);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    internal static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    sealed class Resolver : IJsonTypeInfoResolver
    {
        readonly DefaultJsonTypeInfoResolver all = new();

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => IsNeverPolymorphic(type) ? null : all.GetTypeInfo(type, options);
    }
}
