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

    /// <summary>
    /// Returns the word of a search by which an index of three-letter parts finds the fewest rows; null if all words are shorter.
    /// </summary>
    internal static string? LongestWord(string q) =>
        Words(q).Take(MostWords).Where(word => word.Length >= 3).MaxBy(word => word.Length);

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
