using System.Text;
using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;
using App.Platform;

namespace App.Demo;

/// <summary>
/// Eighteen months of one organization's trade, played through the Gate at their own time: stock comes in, orders are placed, fulfilled,
/// now and then canceled; more of them before Christmas and fewer on weekends. The same each time, but for today's date.
/// </summary>
sealed class DemoHistory(IServiceProvider services, DemoOrganization demo, Guid organization, DateTimeOffset now)
{
    public const int Orders = 600, Months = 18;
    const int Products = 100, BuyerCount = 70, EmptyShelves = 12;

    readonly Random dice = new(demo.Slug.Length * 7919);
    readonly List<VariantView> variants = [];
    readonly List<Id<Customer>> buyers = [];
    readonly Dictionary<Id<Variant>, decimal> available = [];
    Id<Warehouse> main;

    DateTimeOffset Opening => now.AddMonths(-Months);

    /// <summary>Those it has played with, the most frequent first.</summary>
    public IReadOnlyList<Id<Customer>> Buyers => buyers;

    public async Task PlayAsync(CancellationToken ct)
    {
        await OpenWarehousesAsync(ct);
        await FillCatalogAsync(ct);
        await WelcomeBuyersAsync(ct);
        await TradeAsync(ct);
        foreach (var variant in variants.Take(60))
            await At(now.AddDays(-30)).Get<WatchStockLevel>().ExecuteAsync(new(variant.Id, main, new(25)), null, ct);
    }

    async Task OpenWarehousesAsync(CancellationToken ct)
    {
        foreach (var name in demo.Warehouses)
        {
            var opened = await At(Opening).Get<CreateWarehouse>().ExecuteAsync(new(name, name[..3].ToUpperInvariant()), null, ct);
            if (main == default)
                main = opened.Value.Id;
        }
    }

    async Task FillCatalogAsync(CancellationToken ct)
    {
        for (var i = 0; i < Products; i++)
        {
            var (kind, make) = (demo.Kinds[i % demo.Kinds.Length], demo.Makes[i / demo.Kinds.Length % demo.Makes.Length]);
            var price = dice.Next(demo.LeastPrice, demo.MostPrice) / 10 * 10;
            var sizes = demo.Sizes.Take(1 + i % demo.Sizes.Length);
            var drafts = sizes.Select(size => new VariantDraft(Sku(make, kind, size.Size), new Money((long)(price * size.Factor) / 10 * 10, demo.Currency), Barcode(), demo.Unit)).ToList();
            var product = (await At(Opening.AddMinutes(i)).Get<CreateProduct>().ExecuteAsync(new($"{make} {kind.ToLowerInvariant()}", drafts, $"{kind} by {make}, for resale.", kind), null, ct)).Value;
            variants.AddRange(product.Variants);
        }
        foreach (var variant in variants)
            await AdjustAsync(variant, dice.Next(60, 240), Opening.AddHours(4), "Opening stock", ct);
    }

    async Task WelcomeBuyersAsync(CancellationToken ct)
    {
        for (var i = 0; i < BuyerCount; i++)
        {
            var name = $"{demo.Buyers[i % demo.Buyers.Length]} {demo.BuyerKinds[i / demo.Buyers.Length % demo.BuyerKinds.Length]}";
            var domain = new string([.. name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]) + ".example";
            var address = new Address(AddressKind.Shipping, [$"{dice.Next(1, 200)} Market Street"], demo.Towns[i % demo.Towns.Length], demo.Country, $"{dice.Next(10000, 99999)}");
            var welcomed = await At(Opening.AddHours(5).AddMinutes(i)).Get<CreateCustomer>().ExecuteAsync(
                new(name, $"C-{1001 + i}", $"orders@{domain}", Contacts: [new Contact("Purchasing", $"buying@{domain}", null)], Addresses: [address]), null, ct);
            buyers.Add(welcomed.Value.Id);
        }
    }

    async Task TradeAsync(CancellationToken ct)
    {
        var waiting = new PriorityQueue<Func<Task>, DateTimeOffset>();
        EmptyShelvesNowAndThen(waiting, ct);
        foreach (var moment in Moments())
        {
            while (waiting.TryPeek(out var next, out var due) && due <= moment)
            {
                waiting.Dequeue();
                await next();
            }
            if (await PlaceAsync(moment, ct) is not { } order)
                continue;
            var fate = dice.Next(100);
            var later = moment.AddHours(dice.Next(4, 60));
            if (fate < 3)
                waiting.Enqueue(() => At(moment.AddHours(2)).Get<CancelOrder>().ExecuteAsync(new(order, new("The buyer changed their mind.")), null, ct), moment.AddHours(2));
            else if (later < now)
                waiting.Enqueue(() => At(later).Get<FulfillOrder>().ExecuteAsync(new(order), null, ct), later);
        }
        while (waiting.TryDequeue(out var next, out var due))
            if (due < now)
                await next();
    }

    /// <summary>In the last weeks a count finds a shelf empty now and then, and its delivery takes a day or two: the stock-outs of the home page. Slow sellers, of which nothing is promised.</summary>
    void EmptyShelvesNowAndThen(PriorityQueue<Func<Task>, DateTimeOffset> waiting, CancellationToken ct)
    {
        foreach (var variant in variants.TakeLast(variants.Count / 3).OrderBy(_ => dice.Next()).Take(EmptyShelves))
        {
            var found = now.AddHours(-dice.Next(24, 34 * 24));
            var filled = found.AddHours(dice.Next(8, 50));
            waiting.Enqueue(() => AdjustAsync(variant, -available[variant.Id], found, "Counted: none left", ct), found);
            waiting.Enqueue(() => AdjustAsync(variant, dice.Next(80, 240), filled, "Delivery from supplier", ct), filled);
        }
    }

    /// <summary>When orders come: office hours, few on weekends, growing, with a peak before Christmas. Ascending.</summary>
    IEnumerable<DateTimeOffset> Moments()
    {
        var days = (int)(now - Opening).TotalDays - 1;
        var weights = Enumerable.Range(1, days).Select(day => (Day: Opening.Date.AddDays(day), Weight: WeightOf(Opening.AddDays(day), day / (double)days))).ToList();
        var perWeight = Orders / weights.Sum(day => day.Weight);
        var owed = 0.0;
        foreach (var (day, weight) in weights)
        {
            owed += weight * perWeight;
            var today = (int)owed;
            owed -= today;
            foreach (var minute in Enumerable.Range(0, today).Select(_ => dice.Next(6 * 60, 17 * 60)).Order())
                if (new DateTimeOffset(day, TimeSpan.Zero).AddMinutes(minute) is var moment && moment < now)
                    yield return moment;
        }
    }

    static double WeightOf(DateTimeOffset day, double grown) =>
        (0.6 + 0.8 * grown) * (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.2 : 1) * (day.Month is 11 or 12 ? 1.5 : day.Month is 7 or 8 ? 0.8 : 1);

    async Task<Id<Order>?> PlaceAsync(DateTimeOffset moment, CancellationToken ct)
    {
        var wanted = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => variants[(int)(variants.Count * dice.NextDouble() * dice.NextDouble())]).DistinctBy(variant => variant.Id)
            .Select(variant => (Variant: variant, Quantity: (decimal)dice.Next(1, 13))).ToList();
        foreach (var (variant, quantity) in wanted)
            if (available[variant.Id] < quantity)
            {
                // The last weeks' gaps stay: there is something to see under "low stock".
                if (moment > now.AddDays(-12) && dice.Next(3) > 0)
                    return null;
                await AdjustAsync(variant, dice.Next(80, 320), moment.AddMinutes(-5), "Delivery from supplier", ct);
            }
        var placed = await At(moment).Get<PlaceOrder>().ExecuteAsync(
            new(buyers[(int)(buyers.Count * dice.NextDouble() * dice.NextDouble())], [.. wanted.Select(line => new PlaceOrder.Line(line.Quantity, line.Variant.Id))], main, dice.Next(3) == 0 ? $"PO {dice.Next(4000, 9999)}" : null), null, ct);
        if (!placed.Succeeded)
            return null;
        foreach (var (variant, quantity) in wanted)
            available[variant.Id] -= quantity;
        return placed.Value.Id;
    }

    async Task AdjustAsync(VariantView variant, decimal quantity, DateTimeOffset moment, string reason, CancellationToken ct)
    {
        if ((await At(moment).Get<AdjustStock>().ExecuteAsync(new(variant.Id, main, quantity, reason), null, ct)).Succeeded)
            available[variant.Id] = available.GetValueOrDefault(variant.Id) + quantity;
    }

    static string Sku(string make, string kind, string size) =>
        $"{make[..3]}-{string.Concat(kind.Split(' ').Select(word => word[..Math.Min(3, word.Length)]))}-{size.Replace(" ", "", StringComparison.Ordinal)}".ToUpperInvariant();

    /// <summary>A GTIN-13 with its check digit, from the range kept for in-house use.</summary>
    string Barcode()
    {
        var body = $"20{dice.NextInt64(0, 10_000_000_000):0000000000}";
        var sum = body.Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum();
        return $"{body}{(10 - sum % 10) % 10}";
    }

    DemoScope At(DateTimeOffset moment) => new(services, new Credential.System("demo", organization, moment));
}

/// <summary>A scope in which our own seed acts.</summary>
readonly struct DemoScope(IServiceProvider services, Credential.System credential)
{
    public T Get<T>() where T : Gated
    {
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(credential);
        return scope.ServiceProvider.GetRequiredService<T>();
    }
}
