using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;

namespace Baseline;

/// <summary>
/// Serves a storefront page: its products from two statements and HTML written by hand, or the same bytes from memory.
/// </summary>
sealed class Shop(NpgsqlDataSource database)
{
    const int PerPage = 24;

    byte[]? prepared;

    sealed record Item(Guid Id, string Name, string? Category, string Sku, string Unit, long Amount, string Currency, bool InStock);

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

    /// <summary>
    /// Reads the products of a page in two statements, which find them by indexes: the least that a page which is in no cache can
    /// cost. The facets do not belong to a page, so they are not counted.
    /// </summary>
    async Task<List<Item>> FindAsync(Guid organization, int page)
    {
        await using var connection = await database.OpenConnectionAsync();
        var products = await ReadAsync(connection, """
            select id, name, category from products where organization_id = $1 and archived_at is null order by name, id limit $2 offset $3
            """, row => (Id: row.GetGuid(0), Name: row.GetString(1), Category: row.IsDBNull(2) ? null : row.GetString(2)),
            organization, PerPage, (page - 1) * PerPage);
        var variants = await ReadAsync(connection, """
            select v.product_id, v.sku, v.unit, v.price_amount, v.price_currency, coalesce(l.on_hand - l.reserved, 0) > 0
            from variants v
            left join stock_levels l on l.organization_id = v.organization_id and l.variant_id = v.id and l.warehouse_id = (
                select w.id from warehouses w where w.organization_id = $1 and w.is_default and w.archived_at is null)
            where v.organization_id = $1 and v.product_id = any($2) and v.archived_at is null
            """, row => (Product: row.GetGuid(0), Sku: row.GetString(1), Unit: row.GetString(2), Amount: row.GetInt64(3), Currency: row.GetString(4), InStock: row.GetBoolean(5)),
            organization, products.Select(product => product.Id).ToArray());
        var byProduct = variants.ToDictionary(variant => variant.Product);
        return [.. products.Select(product => new Item(
            product.Id, product.Name, product.Category, byProduct[product.Id].Sku, byProduct[product.Id].Unit, byProduct[product.Id].Amount, byProduct[product.Id].Currency, byProduct[product.Id].InStock))];
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

    static string Html(List<Item> items, int page)
    {
        var html = new StringBuilder(16 * 1024);
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>All products</title><link rel=\"stylesheet\" href=\"/app.css\"></head><body><header><a href=\"/shop\">Shop</a><form method=\"get\"><input name=\"q\" type=\"search\"></form></header><main><h1>All products</h1><p>");
        html.Append("</p><ul class=\"goods\">");
        foreach (var item in items)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"good\"><div class=\"tile\"></div><div class=\"good-text\"><p>{WebUtility.HtmlEncode(item.Category)}</p><h2><a href=\"/shop/p/{item.Id}\">{WebUtility.HtmlEncode(item.Name)}</a></h2>");
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"good-price\"><b>{item.Amount / 100m:0.00} {item.Currency}</b> per {WebUtility.HtmlEncode(item.Unit)}</p><p>{(item.InStock ? "In stock" : "Out of stock")}</p></div></li>");
        }
        html.Append(CultureInfo.InvariantCulture, $"</ul><nav><a href=\"?page={page + 1}\">Next</a></nav></main></body></html>");
        return html.ToString();
    }
}
