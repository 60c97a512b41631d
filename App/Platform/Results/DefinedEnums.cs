using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace App.Platform.Results;

/// <summary>
/// Checks that every enum in a request has one of its declared values. JSON reads "owner,admin" as a combination of two values,
/// and a page can send any number.
/// </summary>
static class DefinedEnums
{
    static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> Inspected = new();

    public static void Check(object request, Checks checks) => CheckObject(request, "", checks);

    static void CheckObject(object value, string path, Checks checks)
    {
        foreach (var property in Inspected.GetOrAdd(value.GetType(), Find))
            CheckValue(property.GetValue(value), path, property.Name, checks);
    }

    /// <summary>Checks one member. Elements of lists are named by position; the body itself has no name.</summary>
    static void CheckValue(object? value, string path, string name, Checks checks)
    {
        if (value is Enum one)
            checks.That(Enum.IsDefined(one.GetType(), one), path + name, $"The value must be one of {Names(one)}.");
        else if (value is IEnumerable many)
            foreach (var (at, item) in many.Cast<object?>().Index())
                CheckElement(item, $"{path}{SnakeCase.From(name)}[{at}]", checks);
        else if (value is not null)
            CheckObject(value, path, checks);
    }

    static void CheckElement(object? item, string path, Checks checks)
    {
        if (item is Enum)
            CheckValue(item, path, "", checks);
        else if (item is not null)
            CheckObject(item, path + ".", checks);
    }

    static string Names(Enum value) => string.Join(", ", Enum.GetNames(value.GetType()).Select(SnakeCase.From));

    /// <summary>Returns the properties whose values are enums, or objects and lists that may contain enums.</summary>
    static IReadOnlyList<PropertyInfo> Find(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && MayContainEnums(property.PropertyType, depth: 0))];

    static bool MayContainEnums(Type type, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
            return true;
        if (depth > 4 || plain == typeof(string))
            return false;
        if (plain.IsArray)
            return MayContainEnums(plain.GetElementType()!, depth + 1);
        if (plain.IsGenericType)
            return plain.GetGenericArguments().Any(argument => MayContainEnums(argument, depth + 1));
        return plain.Namespace?.StartsWith("App.", StringComparison.Ordinal) == true && plain is { IsAbstract: false }
            && plain.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Any(property => property.GetIndexParameters().Length == 0 && MayContainEnums(property.PropertyType, depth + 1));
    }
}
