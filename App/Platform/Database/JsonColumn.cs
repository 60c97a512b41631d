using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Platform.Database;

/// <summary>
/// Stores a value in a JSON column: one that is always read and replaced as a whole, and never changed in place.
/// </summary>
public static class JsonColumn
{
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) => property.HasColumnType("jsonb").HasConversion(
        value => JsonSerializer.Serialize(value, Json.Options),
        text => JsonSerializer.Deserialize<T>(text, Json.Options)!,
        new ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => value!.GetHashCode(), value => value));
}
