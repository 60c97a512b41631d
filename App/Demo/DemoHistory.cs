using System.Text;
using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;

namespace App.Demo;

/// <summary>
/// Creates 18 months of history for one organization by running operations through the Gate at past times: stock arrives, and
/// orders are placed, fulfilled and sometimes canceled. There are more orders before Christmas and fewer on weekends. The history
/// is the same every time, except that it ends today.
/// </summary>
sealed class DemoHistory(IServiceProvider services, DemoOrganization demo, Guid organization, DateTimeOffset now)
{
    public const int Orders = 600, Months = 18;
    const int Products = 100, BuyerCount = 70, StockOuts = 12;

    readonly Random random = new(demo.Slug.Length * 7919);
    readonly List<VariantView> variants = [];
    readonly List<Id<Customer>> buyers = [];
    readonly Dictionary<Id<Variant>, decimal> available = [];
    Id<Warehouse> main;

    DateTimeOffset Opening => now.AddMonths(-Months);

    /// <summary>Gets the created customers, the most frequent buyers first.</summary>
    public IReadOnlyList<Id<Customer>> Buyers => buyers;

    public async Task PlayAsync(CancellationToken ct)
    {
        await CreateWarehousesAsync(ct);
        await CreateProductsAsync(ct);
        await CreateCustomersAsync(ct);
        await CreateOrdersAsync(ct);
        foreach (var variant in variants.Take(60))
            await At(now.AddDays(-30)).Get<WatchStockLevel>().ExecuteAsync(new(variant.Id, main, new(25)), null, ct);
    }

    async Task CreateWarehousesAsync(CancellationToken ct)
    {
        // the organization was created with a default warehouse
        main = (await At(Opening).Get<ListWarehouses>().ExecuteAsync(new(new PageRequest()), ct)).Value.Data.Single().Id;
        foreach (var (i, name) in demo.Warehouses.Index())
        {
            var code = name[..3].ToUpperInvariant();
            if (i == 0)
                await At(Opening).Get<UpdateWarehouse>().ExecuteAsync(new(main, new(name) { Code = code }), null, ct);
            else
                await At(Opening).Get<CreateWarehouse>().ExecuteAsync(new(name, code), null, ct);
        }
    }

    async Task CreateProductsAsync(CancellationToken ct)
    {
        for (var i = 0; i < Products; i++)
        {
            var kind = demo.Kinds[i % demo.Kinds.Length];
            var make = demo.Makes[i / demo.Kinds.Length % demo.Makes.Length];
            var price = random.Next(demo.LeastPrice, demo.MostPrice) / 10 * 10;
            var drafts = demo.Sizes.Take(1 + i % demo.Sizes.Length).Select(size => new VariantDraft(
                Sku(make, kind, size.Size), new Money((long)(price * size.Factor) / 10 * 10, demo.Currency), Barcode(),
                demo.Unit));
            var created = await At(Opening.AddMinutes(i)).Get<CreateProduct>().ExecuteAsync(
                new($"{make} {kind.ToLowerInvariant()}", drafts.ToList(), $"{kind} by {make}, for resale.", kind), null, ct);
            variants.AddRange(created.Value.Variants);
        }
        foreach (var variant in variants)
            await AdjustAsync(variant, random.Next(60, 240), Opening.AddHours(4), "Opening stock", ct);
    }

    async Task CreateCustomersAsync(CancellationToken ct)
    {
        for (var i = 0; i < BuyerCount; i++)
        {
            var kind = demo.BuyerKinds[i / demo.Buyers.Length % demo.BuyerKinds.Length];
            var name = $"{demo.Buyers[i % demo.Buyers.Length]} {kind}";
            var letters = name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit);
            var domain = new string([.. letters]) + ".example";
            var contact = new Contact("Purchasing", $"buying@{domain}", null);
            var town = demo.Towns[i % demo.Towns.Length].Split(", ");
            var address = new Address(
                AddressKind.Shipping, [$"{random.Next(1, 200)} Market Street"], demo.Country,
                town[0], $"{random.Next(10000, 99999)}", town.ElementAtOrDefault(1));
            var created = await At(Opening.AddHours(5).AddMinutes(i)).Get<CreateCustomer>().ExecuteAsync(
                new(name, $"C-{1001 + i}", $"orders@{domain}", Contacts: [contact], Addresses: [address]), null, ct);
            buyers.Add(created.Value.Id);
        }
    }

    async Task CreateOrdersAsync(CancellationToken ct)
    {
        var pending = new PriorityQueue<Func<Task>, DateTimeOffset>();
        ScheduleStockOuts(pending, ct);
        foreach (var planned in DemoOrder.Plan(Opening, now, Orders, random))
        {
            while (pending.TryPeek(out var next, out var due) && due <= planned.PlacedAt)
            {
                pending.Dequeue();
                await next();
            }
            if (await PlaceAsync(planned, ct) is not { } order)
                continue;
            if (planned.CanceledAt is { } canceled)
                pending.Enqueue(() => CancelAsync(order, canceled, ct), canceled);
            else if (planned.FulfilledAt is { } fulfilled)
                pending.Enqueue(() => At(fulfilled).Get<FulfillOrder>().ExecuteAsync(new(order), null, ct), fulfilled);
        }
        while (pending.TryDequeue(out var next, out var due))
        {
            if (due < now)
                await next();
        }
    }

    Task<Result<OrderView>> CancelAsync(Id<Order> order, DateTimeOffset time, CancellationToken ct) =>
        At(time).Get<CancelOrder>().ExecuteAsync(new(order, new("The customer changed their mind.")), null, ct);

    /// <summary>
    /// Schedules the stock-outs that the home page shows: in the last weeks, stock counts find no stock of some variants, and the
    /// next delivery takes a day or two. Only slow sellers are used, because none of their stock is reserved.
    /// </summary>
    void ScheduleStockOuts(PriorityQueue<Func<Task>, DateTimeOffset> pending, CancellationToken ct)
    {
        foreach (var variant in variants.TakeLast(variants.Count / 3).OrderBy(_ => random.Next()).Take(StockOuts))
        {
            var counted = now.AddHours(-random.Next(24, 34 * 24));
            var delivered = counted.AddHours(random.Next(8, 50));
            pending.Enqueue(() => AdjustAsync(variant, -available[variant.Id], counted, "Stock count: none left", ct), counted);
            pending.Enqueue(() => AdjustAsync(variant, random.Next(80, 240), delivered, "Delivery from supplier", ct), delivered);
        }
    }

    async Task<Id<Order>?> PlaceAsync(DemoOrder planned, CancellationToken ct)
    {
        var time = planned.PlacedAt;
        var lines = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => PickEarly(variants))
            .DistinctBy(variant => variant.Id)
            .Select(variant => (Variant: variant, Quantity: (decimal)random.Next(1, 13)))
            .ToList();
        foreach (var (variant, quantity) in lines)
        {
            if (available[variant.Id] >= quantity)
                continue;
            // in the last days most shortages are kept, so the demo has variants with low stock
            if (time > now.AddDays(-12) && !planned.IsOpen && random.Next(3) > 0)
                return null;
            await AdjustAsync(variant, random.Next(80, 320), time.AddMinutes(-5), "Delivery from supplier", ct);
        }
        var buyer = PickEarly(buyers);
        var reference = random.Next(3) == 0 ? $"PO {random.Next(4000, 9999)}" : null;
        var placed = await At(time).Get<PlaceOrder>().ExecuteAsync(
            new(buyer, [.. lines.Select(line => new PlaceOrder.Line(line.Quantity, line.Variant.Id))], main, reference),
            null, ct);
        if (!placed.Succeeded)
            return null;
        foreach (var (variant, quantity) in lines)
            available[variant.Id] -= quantity;
        return placed.Value.Id;
    }

    /// <summary>Picks a random item. The earlier an item is in the list, the more often it is picked.</summary>
    T PickEarly<T>(List<T> items) => items[(int)(items.Count * random.NextDouble() * random.NextDouble())];

    async Task AdjustAsync(VariantView variant, decimal quantity, DateTimeOffset time, string reason, CancellationToken ct)
    {
        if ((await At(time).Get<AdjustStock>().ExecuteAsync(new(variant.Id, main, quantity, reason), null, ct)).Succeeded)
            available[variant.Id] = available.GetValueOrDefault(variant.Id) + quantity;
    }

    static string Sku(string make, string kind, string size)
    {
        var abbreviation = string.Concat(kind.Split(' ').Select(word => word[..Math.Min(3, word.Length)]));
        return $"{make[..3]}-{abbreviation}-{size.Replace(" ", "", StringComparison.Ordinal)}".ToUpperInvariant();
    }

    /// <summary>Returns a random GTIN-13 with its check digit, from the range reserved for internal use.</summary>
    string Barcode()
    {
        var body = $"20{random.NextInt64(0, 10_000_000_000):0000000000}";
        var sum = body.Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum();
        return $"{body}{(10 - sum % 10) % 10}";
    }

    DemoScope At(DateTimeOffset time) => new(services, new Credential.System("demo", organization, time));
}

/// <summary>Creates operations that run with a system credential.</summary>
readonly struct DemoScope(IServiceProvider services, Credential.System credential)
{
    public T Get<T>() where T : OperationBase
    {
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(credential);
        return scope.ServiceProvider.GetRequiredService<T>();
    }
}
