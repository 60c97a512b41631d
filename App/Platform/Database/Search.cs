using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace App.Platform.Database;

/// <summary>Searches the rows of a list by text that a person typed.</summary>
public static class Search
{
    public const int Longest = 100;

    /// <summary>More words than this do not narrow a search any further; the rest is ignored.</summary>
    const int MostWords = 10;

    /// <summary>Returns whether a word occurs in a text, ignoring case. Only for queries; false for null.</summary>
    public static bool Has(string? text, string word) =>
        throw new NotSupportedException($"{nameof(Has)} is translated to SQL.");

    /// <summary>
    /// Limits rows to those in which every word of the search occurs, in any order. An empty search returns all rows.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="q">The search as it was typed. All its characters are literal.</param>
    /// <param name="has">Returns whether a word occurs in the row, through <see cref="Has"/>.</param>
    public static IQueryable<T> Matching<T>(this IQueryable<T> rows, string? q, Expression<Func<T, string, bool>> has)
    {
        foreach (var word in Words(q).Take(MostWords))
        {
            var translated = new Translation(has.Parameters[1], Anywhere(word)).Visit(has.Body);
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(translated, has.Parameters[0]));
        }
        return rows;
    }

    /// <summary>Returns the words of a search. Control characters separate words, as spaces do.</summary>
    static IEnumerable<string> Words(string? q) =>
        string.Concat((q ?? "").Select(c => char.IsControl(c) ? ' ' : c))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns a LIKE pattern that finds the text anywhere.</summary>
    static string Anywhere(string text) => "%" + text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    /// <summary>
    /// Replaces <see cref="Has"/> by ILIKE. It names the escape character, because EF's ILike without one disables escaping, so a
    /// backslash in the pattern would be literal.
    /// </summary>
    sealed class Translation(ParameterExpression word, string pattern) : ExpressionVisitor
    {
        static readonly MethodInfo HasMethod = typeof(Search).GetMethod(nameof(Has))!;

        static readonly MethodInfo ILike = typeof(NpgsqlDbFunctionsExtensions).GetMethod(
            nameof(NpgsqlDbFunctionsExtensions.ILike), [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)])!;

        readonly Expression parameter = // a member of a captured object becomes a parameter of the statement
            Expression.Property(Expression.Constant(new Captured(pattern)), nameof(Captured.Pattern));

        protected override Expression VisitMethodCall(MethodCallExpression node) => node.Method == HasMethod
            ? Expression.Call(
                ILike, Expression.Constant(EF.Functions), Visit(node.Arguments[0]), Visit(node.Arguments[1]),
                Expression.Constant(@"\"))
            : base.VisitMethodCall(node);

        protected override Expression VisitParameter(ParameterExpression node) => node == word ? parameter : node;

        sealed record Captured(string Pattern);
    }
}
