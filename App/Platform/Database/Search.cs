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

    /// <summary>The SQL function by which texts and words are folded; search_text.sql says how.</summary>
    public const string Function = "platform.search_text";

    /// <summary>
    /// Returns whether a word occurs in a text, ignoring case, accents and width. Only for queries, and only for columns that
    /// their table declares with <see cref="TextColumns.Searched"/>; false for null.
    /// </summary>
    public static bool Has(string? text, string word) =>
        throw new NotSupportedException($"{nameof(Has)} is translated to SQL.");

    /// <summary>Folds a word of a search. Only for queries.</summary>
    public static string Folded(string word) => throw new NotSupportedException($"{nameof(Folded)} is translated to SQL.");

    internal static void AddFunction(ModelBuilder model) =>
        model.HasDbFunction(typeof(Search).GetMethod(nameof(Folded))!).HasSchema("platform").HasName("search_text");

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
            var translated = new Translation(has.Parameters[1], word).Visit(has.Body);
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(translated, has.Parameters[0]));
        }
        return rows;
    }

    /// <summary>Limits rows to those in which every word of the search occurs, and those that fulfill a condition.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="q">The search as it was typed. All its characters are literal.</param>
    /// <param name="has">Returns whether a word occurs in the row, through <see cref="Has"/>.</param>
    /// <param name="or">The condition.</param>
    public static IQueryable<T> MatchingOr<T>(
        this IQueryable<T> rows, string? q, Expression<Func<T, string, bool>> has, Expression<Func<T, bool>> or)
    {
        var row = has.Parameters[0];
        if (AllOf(q, has.Parameters[1], has.Body) is not { } all)
            return rows;
        var either = Expression.OrElse(all, new ParameterReplacer(or.Parameters[0], row).Visit(or.Body));
        return rows.Where(Expression.Lambda<Func<T, bool>>(either, row));
    }

    /// <summary>
    /// Limits rows to those with a part, such as a variant of a product, in which every word of the search occurs, or in the row
    /// itself. The part is looked up for one row after the other, so a page of a frequent word is found soon.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="q">The search as it was typed. All its characters are literal.</param>
    /// <param name="parts">Returns the parts of a row.</param>
    /// <param name="has">Returns whether a word occurs in the row or in the part, through <see cref="Has"/>.</param>
    public static IQueryable<T> Matching<T, TPart>(
        this IQueryable<T> rows, string? q, Expression<Func<T, IEnumerable<TPart>>> parts,
        Expression<Func<T, TPart, string, bool>> has)
    {
        var row = has.Parameters[0];
        if (AllOf(q, has.Parameters[2], has.Body) is not { } all)
            return rows;
        var any = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Any), [typeof(TPart)],
            new ParameterReplacer(parts.Parameters[0], row).Visit(parts.Body),
            Expression.Lambda<Func<TPart, bool>>(all, has.Parameters[1]));
        return rows.Where(Expression.Lambda<Func<T, bool>>(any, row));
    }

    /// <summary>Returns the condition that holds for every word of a search; null without a word.</summary>
    static Expression? AllOf(string? q, ParameterExpression word, Expression has) => Words(q).Take(MostWords)
        .Select(each => new Translation(word, each).Visit(has))
        .Aggregate((Expression?)null, (before, each) => before is null ? each : Expression.AndAlso(before, each));

    /// <summary>
    /// Returns the words of a search, the longest first, because an index of three-letter parts finds the fewest rows by it; null
    /// if all words are too short for the index.
    /// </summary>
    internal static string[]? IndexedWords(string? q) =>
        Words(q).Take(MostWords).OrderByDescending(word => word.Length).ToArray() is { Length: > 0 } words && words[0].Length >= 3
            ? words
            : null;

    /// <summary>
    /// Returns whether a search may be a name with a typo. In a shorter word, one other letter makes another word; a number with
    /// another digit is another number.
    /// </summary>
    public static bool MayBeMisspelled(string q) => q.Trim().Length >= 4 && !q.Any(char.IsDigit);

    /// <summary>Returns the words of a search. Control characters separate words, as spaces do.</summary>
    static string[] Words(string? q) =>
        string.Concat((q ?? "").Select(c => char.IsControl(c) ? ' ' : c))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// Replaces <see cref="Has"/> by a comparison of the folded column with the folded word (see <see cref="TextColumns"/>).
    /// </summary>
    sealed class Translation(ParameterExpression parameter, string word) : ExpressionVisitor
    {
        static readonly MethodInfo HasMethod = typeof(Search).GetMethod(nameof(Has))!;
        static readonly MethodInfo FoldedMethod = typeof(Search).GetMethod(nameof(Folded))!;
        static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;

        readonly Expression captured = // a member of a captured object becomes a parameter of the statement
            Expression.Property(Expression.Constant(new Captured(word)), nameof(Captured.Word));

        protected override Expression VisitMethodCall(MethodCallExpression node) => node.Method == HasMethod
            ? Expression.Call(
                FoldedColumn((MemberExpression)node.Arguments[0]), Contains, Expression.Call(FoldedMethod, captured))
            : base.VisitMethodCall(node);

        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? captured : node;

        static MethodCallExpression FoldedColumn(MemberExpression text) => Expression.Call(
            typeof(EF), nameof(EF.Property), [typeof(string)], text.Expression!,
            Expression.Constant(TextColumns.FoldedOf(text.Member.Name)));

        sealed record Captured(string Word);
    }
}
