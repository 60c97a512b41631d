using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;

namespace Baseline;

/// <summary>
/// Serves a storefront page: the SQL statements of the product in one transaction and HTML written by hand, or the same bytes
/// from memory.
/// </summary>
sealed class Shop(NpgsqlDataSource database)
{
    const int PerPage = 24;

    byte[]? prepared;

    sealed record Item(Guid Id, string Name, string? Category, string Sku, string Unit, long Amount, string Currency, bool InStock);

    sealed record CatalogPage(List<Item> Items, long Total, long InStock, List<(string Name, long Count)> Categories);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shop", (RequestDelegate)PageAsync);
        routes.MapGet("/shop/prepared", (RequestDelegate)PreparedAsync);
    }

    async Task PageAsync(HttpContext context)
    {
        var page = int.Parse(context.Request.Query["page"].ToString(), CultureInfo.InvariantCulture);
        await SendAsync(context, Encoding.UTF8.GetBytes(Html(await FindAsync(Answer.Organization(context), page), page)));
    }

    async Task PreparedAsync(HttpContext context) =>
        await SendAsync(context, prepared ??= Encoding.UTF8.GetBytes(Html(await FindAsync(Answer.Organization(context), 1), 1)));

    static async Task SendAsync(HttpContext context, byte[] html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = html.Length;
        await context.Response.Body.WriteAsync(html);
    }

    async Task<CatalogPage> FindAsync(Guid organization, int page)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var main = (await ReadAsync(connection, "select id from warehouses where organization_id = $1 and is_default and archived_at is null", row => row.GetGuid(0), organization))[0];
        var ids = await ReadAsync(connection, "select id from products where organization_id = $1 and archived_at is null order by name, id limit $2 offset $3",
            row => row.GetGuid(0), organization, PerPage, (page - 1) * PerPage);
        var total = await ReadAsync(connection, "select count(*) from products where organization_id = $1 and archived_at is null", row => row.GetInt64(0), organization);
        var inStock = await ReadAsync(connection, """
            select count(*) from products p where p.organization_id = $1 and p.archived_at is null and exists (
                select from variants v where v.organization_id = $1 and v.product_id = p.id and v.archived_at is null and exists (
                    select from stock_levels l where l.organization_id = $1 and l.variant_id = v.id and l.warehouse_id = $2 and l.on_hand - l.reserved > 0))
            """, row => row.GetInt64(0), organization, main);
        var categories = await ReadAsync(connection, """
            select category, count(*) from products where organization_id = $1 and archived_at is null and category is not null group by category order by category limit 100
            """, row => (row.GetString(0), row.GetInt64(1)), organization);
        var items = await ReadAsync(connection, """
            select p.id, p.name, p.category, v.sku, v.unit, v.price_amount, v.price_currency, v.id
            from products p join variants v on v.organization_id = p.organization_id and v.product_id = p.id and v.archived_at is null
            where p.organization_id = $1 and p.id = any($2) and p.archived_at is null
            """, row => (Variant: row.GetGuid(7), Item: new Item(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetString(4),
                row.GetInt64(5), row.GetString(6), false)), organization, ids.ToArray());
        var levels = (await ReadAsync(connection, "select variant_id, on_hand - reserved from stock_levels where organization_id = $1 and warehouse_id = $2 and variant_id = any($3)",
            row => (Variant: row.GetGuid(0), Free: row.GetDecimal(1)), organization, main, items.Select(one => one.Variant).ToArray())).ToDictionary(one => one.Variant, one => one.Free);
        await transaction.CommitAsync();
        var byId = items.ToDictionary(one => one.Item.Id, one => one.Item with { InStock = levels.GetValueOrDefault(one.Variant) > 0 });
        return new([.. ids.Select(id => byId[id])], total[0], inStock[0], categories);
    }

    static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await row.ReadAsync())
            found.Add(read(row));
        return found;
    }

    static string Html(CatalogPage shelf, int page)
    {
        var html = new StringBuilder(16 * 1024);
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>All products</title><link rel=\"stylesheet\" href=\"/app.css\"></head><body><header><a href=\"/shop\">Shop</a><form method=\"get\"><input name=\"q\" type=\"search\"></form></header><main><h1>All products</h1><p>");
        html.Append(CultureInfo.InvariantCulture, $"{shelf.Total} products, {shelf.InStock} in stock</p><ul class=\"facets\">");
        foreach (var (name, count) in shelf.Categories)
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"?category={WebUtility.UrlEncode(name)}\">{WebUtility.HtmlEncode(name)}</a> {count}</li>");
        html.Append("</ul><ul class=\"goods\">");
        foreach (var item in shelf.Items)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"good\"><div class=\"tile\"></div><div class=\"good-text\"><p>{WebUtility.HtmlEncode(item.Category)}</p><h2><a href=\"/shop/p/{item.Id}\">{WebUtility.HtmlEncode(item.Name)}</a></h2>");
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"good-price\"><b>{item.Amount / 100m:0.00} {item.Currency}</b> per {WebUtility.HtmlEncode(item.Unit)}</p><p>{(item.InStock ? "In stock" : "Out of stock")}</p></div></li>");
        }
        html.Append(CultureInfo.InvariantCulture, $"</ul><nav><a href=\"?page={page + 1}\">Next</a></nav></main></body></html>");
        return html.ToString();
    }
}
