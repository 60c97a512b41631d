using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace App.Platform.Http;

/// <summary>
/// Reduces the memory of open circuits. Each circuit has its own converters and so its own JSON metadata. For every number and
/// string that it sends to the browser, the serializer checks all interfaces of the type for a polymorphic one (about thirty for
/// an int, such as INumber and IParsable) and keeps the metadata of each: 40 KB for as long as a page is open. None of the .NET
/// interfaces is polymorphic, so the resolver returns nothing for them.
/// </summary>
static class LeanInterop
{
    static readonly IJsonTypeInfoResolver Lean = new Resolver();

    /// <summary>
    /// Creates the framework's JavaScript runtime as the framework does, and sets our resolver before its first use.
    /// </summary>
    public static void AddLeanInterop(this IServiceCollection services)
    {
        var implementation = services.Last(service => service.ServiceType == typeof(IJSRuntime)).ImplementationType!;
        services.AddScoped(provider =>
        {
            var runtime = (IJSRuntime)ActivatorUtilities.CreateInstance(provider, implementation);
            OptionsOf((JSRuntime)runtime).TypeInfoResolver = Lean;
            return runtime;
        });
    }

    /// <summary>
    /// Returns true for a base type or interface of .NET that no member is declared as: all except sequences, lists and
    /// dictionaries.
    /// </summary>
    public static bool IsNeverPolymorphic(Type type) =>
        type == typeof(ValueType)
        || type == typeof(Enum)
        || (type.IsInterface && type.Assembly == typeof(object).Assembly && !IsCollection(type));

    /// <summary>
    /// Returns true for collection interfaces. Those of a string's characters and of a dictionary's pairs are not included: the
    /// serializer only finds them as interfaces of another type.
    /// </summary>
    static bool IsCollection(Type type) =>
        type.IsGenericType
        && typeof(IEnumerable).IsAssignableFrom(type)
        && type.GenericTypeArguments is not (
            [{ IsGenericType: true, Name: "KeyValuePair`2" }] or [{ FullName: "System.Char" }]);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    internal static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    sealed class Resolver : IJsonTypeInfoResolver
    {
        readonly DefaultJsonTypeInfoResolver all = new();

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
            IsNeverPolymorphic(type) ? null : all.GetTypeInfo(type, options);
    }
}
