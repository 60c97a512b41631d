using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Load;

/// <summary>The measured operations, each as a call to the product and as a call to the baseline.</summary>
/// <param name="products">Products of each organization.</param>
sealed class Calls(Side app, Side baseline, Data data, int products)
{
    const int Lines = 3;

    /// <summary>
    /// Shoppers in each organization. A shopper has one cart, so each concurrent purchase needs another shopper.
    /// </summary>
    const int Shoppers = 32;
    static readonly string[] EveryType = ["*"];

    static string List => "limit=20";

    public Task ListAsync(int i) => GetAsync(Of(i), $"/api/v1/products?{List}");
    public Task BareListAsync(int i) => BareGetAsync($"/products?organization={Of(i).Id}&{List}");

    /// <summary>Reads one product without a transaction: the lowest possible cost.</summary>
    public Task BareSingleGetAsync(int i) => BareGetAsync($"/products/{Of(i).Product(Some(i))}?organization={Of(i).Id}&bare");

    public Task GetAsync(int i) => GetAsync(Of(i), $"/api/v1/products/{TypeId.Format("prd", Of(i).Product(Some(i)))}");
    public Task BareGetAsync(int i) => BareGetAsync($"/products/{Of(i).Product(Some(i))}?organization={Of(i).Id}");

    public Task AuditAsync(int i) => GetAsync(Of(i), $"/api/v1/audit_entries?action=stock.adjust&{List}");
    public Task BareAuditAsync(int i) => BareGetAsync($"/audit?organization={Of(i).Id}&action=stock.adjust&{List}");

    public Task OrderAsync(int i) => SendAsync(app, Authorized(HttpMethod.Post, Of(i), "/api/v1/orders", new
    {
        customer_id = TypeId.Format("cus", Of(i).Customer),
        lines = Enumerable.Range(0, Lines).Select(line => new { variant_id = TypeId.Format("var", Of(i).Variant(Some(i * Lines + line))), quantity = 2 }),
    }));

    public Task BareOrderAsync(int i) => SendAsync(baseline, new HttpRequestMessage(HttpMethod.Post, $"/orders?organization={Of(i).Id}")
    {
        Content = Json(new
        {
            customer_id = Of(i).Customer,
            lines = Enumerable.Range(0, Lines).Select(line => new { variant_id = Of(i).Variant(Some(i * Lines + line)), quantity = 2 }),
        }),
    });

    /// <summary>Empties the storefront caches by placing an order in each organization.</summary>
    public async Task ForgetAsync()
    {
        for (var i = 0; i < data.Organizations.Count; i++)
            await OrderAsync(i);
        await data.SettleAsync();
    }

    /// <summary>Requests a storefront page that is not in the cache.</summary>
    public Task ShopAsync(int i) => SendAsync(app, new HttpRequestMessage(HttpMethod.Get, $"/s/{Of(i).Slug}?page={Page()}"));
    public Task BareShopAsync(int i) => BareGetAsync($"/shop?organization={Of(i).Id}&page={Page()}");

    /// <summary>Requests the first storefront page, which is in the cache.</summary>
    public Task FirstPageAsync(int i) => SendAsync(app, new HttpRequestMessage(HttpMethod.Get, $"/s/{Of(i).Slug}"));
    public Task PreparedPageAsync(int i) => BareGetAsync($"/shop/prepared?organization={Of(i).Id}");

    /// <summary>Counts through the pages, so a round never requests a page twice.</summary>
    int Page() => 2 + (int)((uint)(Interlocked.Increment(ref asked) / data.Organizations.Count) % (uint)(products / 24 - 2));

    int asked;

    public Task CartAsync(int i) => new Shopper(app, Of(i), data.Tokens.OfShopper(Of(i), i / data.Organizations.Count % Shoppers)).BuyAsync(Enumerable.Range(0, Lines).Select(line => Some(i * Lines + line)).Distinct());

    /// <summary>Makes the same eight requests to the baseline. It has no redirects to follow and no tokens to send back.</summary>
    public async Task BareCartAsync(int i)
    {
        var (organization, shopper) = (Of(i), i / data.Organizations.Count % Shoppers);
        var wanted = Enumerable.Range(0, Lines).Select(line => Some(i * Lines + line)).Distinct().ToArray();
        await AskAsync(HttpMethod.Get, $"product/{organization.Product(wanted[0])}");
        foreach (var product in wanted)
            await AskAsync(HttpMethod.Post, $"product/{organization.Product(product)}", ("variant", $"{organization.Variant(product)}"), ("quantity", "2"));
        await AskAsync(HttpMethod.Get, "cart");
        await AskAsync(HttpMethod.Post, "cart", [.. wanted.Select(product => ($"{organization.Variant(product)}", "2"))]);
        await AskAsync(HttpMethod.Get, "checkout");
        await AskAsync(HttpMethod.Post, "checkout");

        Task AskAsync(HttpMethod method, string path, params (string Name, string Value)[] fields) => SendAsync(
            baseline,
            new HttpRequestMessage(method, $"/buy/{path}?organization={organization.Id}&shopper={shopper}&customer={organization.Customer}")
            {
                Content = method == HttpMethod.Get ? null : new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            });
    }

    /// <summary>
    /// Subscribes every organization to all events and returns the endpoint ids for <see cref="UnsubscribeAsync"/>.
    /// </summary>
    public async Task<IReadOnlyList<(Organization, string)>> SubscribeAsync(string url)
    {
        var made = new List<(Organization, string)>();
        foreach (var organization in data.Organizations)
        {
            using var answer = await app.Http.SendAsync(Authorized(HttpMethod.Post, organization, "/api/v1/webhook_endpoints", new { url, event_types = EveryType }));
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            answer.EnsureSuccessStatusCode();
            made.Add((organization, body.RootElement.GetProperty("id").GetString()!));
        }
        await data.SettleAsync();
        return made;
    }

    public Task UnsubscribeAsync(Organization organization, string endpoint) => SendAsync(app, Authorized(HttpMethod.Delete, organization, $"/api/v1/webhook_endpoints/{endpoint}"));

    /// <summary>Runs the baseline's delivery loop until its table is empty.</summary>
    public Task DeliverAsync() => SendAsync(baseline, new HttpRequestMessage(HttpMethod.Post, "/deliver"));

    Organization Of(int i) => data.Organizations[i % data.Organizations.Count];

    /// <summary>Returns a product number spread over the whole table; the same for both sides.</summary>
    int Some(int i) => 1 + (int)((uint)i * 2654435761u % (uint)products);

    Task GetAsync(Organization organization, string path) => SendAsync(app, Authorized(HttpMethod.Get, organization, path));

    Task BareGetAsync(string path) => SendAsync(baseline, new HttpRequestMessage(HttpMethod.Get, path));

    static HttpRequestMessage Authorized(HttpMethod method, Organization organization, string path, object? body = null) => new(method, path)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", organization.Key.Text) },
        Content = body is null ? null : Json(body),
    };

    static ByteArrayContent Json(object body) =>
        new(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    static async Task SendAsync(Side side, HttpRequestMessage request)
    {
        using (request)
        using (var answer = await side.Http.SendAsync(request))
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(
                    $"{side.Name}: {request.Method} {request.RequestUri} returned {(int)answer.StatusCode}: " +
                    await answer.Content.ReadAsStringAsync());
    }
}
