using System.Reflection;
using System.Text.RegularExpressions;
using App.Orders;
using App.Tests.Orders.Planted;
using Microsoft.EntityFrameworkCore;

namespace App.Tests.Architecture;

/// <summary>
/// Only <see cref="OrderPlacement"/> adds orders, and only a draft that was validated can become one. So every order reserves
/// stock and gets the next number, whether staff, a program or a shopper places it.
/// </summary>
public sealed partial class OneWayToPlaceOrdersTests
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Only_OrderPlacement_adds_orders()
    {
        var others = typeof(Features).Assembly.GetTypes().Where(AddsOrders).Select(OutermostOf).Distinct();

        Assert.Equal([typeof(OrderPlacement)], others);
    }

    [Fact]
    public void No_statement_inserts_orders() =>
        Assert.DoesNotContain(Sources.Read(["App"], ".cs", ".razor", ".sql"), file => Insert().IsMatch(file.Text));

    [Fact]
    public void Orders_and_drafts_are_created_only_by_their_factories()
    {
        Assert.All(typeof(Order).GetConstructors(All), constructor => Assert.True(constructor.IsPrivate));
        Assert.All(typeof(OrderDraft).GetConstructors(All), constructor => Assert.True(constructor.IsPrivate));
        Assert.All(typeof(OrderDraft).GetProperties(All), property => Assert.Null(property.SetMethod));
    }

    [Theory]
    [InlineData(typeof(PlacesADraft))]
    [InlineData(typeof(AddsAnOrder))]
    [InlineData(typeof(AddsOrders))]
    public void Another_way_to_place_orders_is_found(Type planted) =>
        Assert.Contains(planted.GetNestedTypes(BindingFlags.NonPublic).Append(planted), AddsOrders);

    [Theory]
    [InlineData("insert into orders (organization_id, id) values ($1, $2)")]
    [InlineData("INSERT INTO public.orders select * from staged")]
    public void A_statement_that_inserts_orders_is_found(string sql) => Assert.Matches(Insert(), sql);

    [Fact]
    public void A_statement_on_another_table_is_not_reported() =>
        Assert.DoesNotMatch(Insert(), "insert into order_counters as c (organization_id, last_number) values ($1, $2)");

    static bool AddsOrders(Type type) => TypeReferences.MembersOf(type).OfType<MethodInfo>().Any(IsAddition);

    /// <summary>The factory of Order, and the methods of a DbSet or a context that add or update an Order.</summary>
    static bool IsAddition(MethodInfo method)
    {
        if (method.DeclaringType == typeof(Order))
            return method.Name == nameof(Order.Place);
        if (!Additions().IsMatch(method.Name))
            return false;
        return method.DeclaringType == typeof(DbSet<Order>)
            || (method is { IsGenericMethod: true } && method.DeclaringType == typeof(DbContext)
                && method.GetGenericArguments()[0] == typeof(Order));
    }

    static Type OutermostOf(Type type) => type.DeclaringType is { } outer ? OutermostOf(outer) : type;

    [GeneratedRegex(@"^(Add|Attach|Update)(Range)?(Async)?$")]
    private static partial Regex Additions();

    [GeneratedRegex(@"\binsert\s+into\s+(public\.)?orders\b", RegexOptions.IgnoreCase)]
    private static partial Regex Insert();
}
