using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace App.Platform.Database;

/// <summary>
/// Gives statements only values that PostgreSQL can hold, whatever a caller sent. A time of another offset becomes UTC, because
/// Npgsql refuses it for <c>timestamptz</c>. NUL becomes the replacement character: <see cref="RequestText"/> refuses it in texts
/// that are stored, and a search for it finds nothing.
/// </summary>
sealed class StorableParametersInterceptor : DbCommandInterceptor
{
    public static readonly StorableParametersInterceptor Instance = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (parameter.Value is DateTimeOffset time && time.Offset != TimeSpan.Zero)
                parameter.Value = time.ToUniversalTime();
            if (parameter.Value is string text && text.Contains('\0', StringComparison.Ordinal))
                parameter.Value = text.Replace('\0', '\uFFFD');
        }
        return result;
    }
}
