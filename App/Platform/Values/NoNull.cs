using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace App.Platform.Values;

/// <summary>
/// Declares a member of a request body that may be omitted but not null: omitted means "as it is", "all" or a default, and there
/// is nothing that null could mean. A member that null clears is an <see cref="Optional{T}"/>. A test finds members of the API
/// description that accept null although nothing can be null.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoNullAttribute : Attribute
{
    /// <summary>Makes the JSON reader reject null for the declared members, and the API description say so.</summary>
    internal static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties)
            if (property.AttributeProvider?.IsDefined(typeof(NoNullAttribute), inherit: false) == true)
                property.IsSetNullable = false;
    }
}
