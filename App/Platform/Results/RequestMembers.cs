using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace App.Platform.Results;

/// <summary>
/// Finds every text and every enum in a request, however deep, so that rules for all of them need no line in each request.
/// </summary>
static class RequestMembers
{
    static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> Inspected = new();

    /// <summary>
    /// Is called for each text, enum and null element of a list, with the property that declares it and its path as the API
    /// spells it.
    /// </summary>
    public delegate void Visitor(object? value, PropertyInfo property, string path);

    public static void Visit(object request, Visitor visit) => VisitObject(request, "", visit);

    /// <summary>Returns the properties whose values are texts or enums, or objects and lists that may contain them.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type type) => Inspected.GetOrAdd(type, Find);

    static void VisitObject(object value, string path, Visitor visit)
    {
        foreach (var property in Of(value.GetType()))
            VisitValue(property.GetValue(value), property, path, SnakeCase.From(property.Name), visit);
    }

    /// <summary>
    /// Visits one member. Elements of lists are named by position; a body within the request has no name of its own.
    /// </summary>
    static void VisitValue(object? value, PropertyInfo property, string path, string name, Visitor visit)
    {
        if (value is string or Enum)
            visit(value, property, path + name);
        else if (value is IEnumerable many)
            foreach (var (at, item) in many.Cast<object?>().Index())
                VisitElement(item, property, $"{path}{name}[{at}]", visit);
        else if (value is not null && ValueOf(value.GetType()) is { } inner)
            VisitValue(inner.GetValue(value), property, path, name, visit);
        else if (value is Money)
            VisitObject(value, $"{path}{name}.", visit);
        else if (value is not null)
            VisitObject(value, path, visit);
    }

    static void VisitElement(object? item, PropertyInfo property, string path, Visitor visit)
    {
        if (item is null or string or Enum)
            visit(item, property, path);
        else
            VisitObject(item, path + ".", visit);
    }

    /// <summary>Returns the property that holds the value of an optional member; null for other types.</summary>
    static PropertyInfo? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GetProperty("Value") : null;

    static IReadOnlyList<PropertyInfo> Find(Type type) =>
        [.. Readable(type).Where(property => MayContainAny(property.PropertyType, depth: 0))];

    static IEnumerable<PropertyInfo> Readable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0
                && (property.PropertyType == typeof(string) || !property.IsDefined(typeof(AnyTextAttribute))));

    static bool MayContainAny(Type type, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum || plain == typeof(string))
            return true;
        if (depth > 4 || IsId(plain) || TextValue.Is(plain))
            return false;
        if (plain.IsArray)
            return MayContainAny(plain.GetElementType()!, depth + 1);
        if (plain.IsGenericType && plain.GetGenericArguments().Any(argument => MayContainAny(argument, depth + 1)))
            return true;
        return plain.Namespace?.StartsWith("App.", StringComparison.Ordinal) == true && plain is { IsAbstract: false }
            && Readable(plain).Any(property => MayContainAny(property.PropertyType, depth + 1));
    }

    /// <summary>Returns true for IDs, which are parsed to a UUID and contain no text.</summary>
    static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>);
}
