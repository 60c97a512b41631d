using System.Text.Json;
using Npgsql;

namespace Baseline;

/// <summary>
/// Lists products by name, and reads one product, with variants, in one statement inside a transaction, as the product does. With
/// <c>bare</c> in the query string there is no transaction.
/// </summary>
sealed class Products(NpgsqlDataSource database)
{
    const string Columns = """
        p.id, p.name, p.description, p.created_at, p.updated_at, v.id, v.sku, v.barcode, v.unit, v.price_amount, v.price_currency, v.created_at, v.updated_at
        """;

    const string ListSql = $"""
        select {Columns}
        from (select organization_id, id, name, description, created_at, updated_at from products
              where organization_id = $1 and archived_at is null order by name, id limit $2) p
        left join variants v on v.organization_id = p.organization_id and v.product_id = p.id and v.archived_at is null
        order by p.name, p.id, v.sku
        """;

    const string GetSql = $"""
        select {Columns}
        from products p
        left join variants v on v.organization_id = p.organization_id and v.product_id = p.id
        where p.organization_id = $1 and p.id = $2
        order by v.sku
        """;

    sealed record Variant(Guid Id, string Sku, string? Barcode, string Unit, long Amount, string Currency, DateTime CreatedAt, DateTime UpdatedAt);

    sealed record Product(Guid Id, string Name, string? Description, DateTime CreatedAt, DateTime UpdatedAt, List<Variant> Variants);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/products", (RequestDelegate)ListAsync);
        routes.MapGet("/products/{id}", (RequestDelegate)GetAsync);
    }

    async Task ListAsync(HttpContext context)
    {
        var limit = int.Parse(context.Request.Query["limit"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var found = await ReadAsync(context, ListSql, Answer.Organization(context), limit + 1);
        await Answer.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var product in found.Take(limit))
                Write(json, product);
            json.WriteEndArray();
            json.WriteBoolean("has_more", found.Count > limit);
            json.WriteString("next_cursor", found.Count > limit ? found[limit - 1].Id.ToString() : null);
            json.WriteEndObject();
        });
    }

    async Task GetAsync(HttpContext context)
    {
        var found = await ReadAsync(context, GetSql, Answer.Organization(context), Guid.Parse((string)context.Request.RouteValues["id"]!));
        await Answer.JsonAsync(context, json => Write(json, found[0]));
    }

    async Task<List<Product>> ReadAsync<T>(HttpContext context, string sql, Guid organization, T second)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (context.Request.Query.ContainsKey("bare"))
            return await ReadAsync(connection, sql, organization, second);
        await using var transaction = await connection.BeginTransactionAsync();
        var found = await ReadAsync(connection, sql, organization, second);
        await transaction.CommitAsync();
        return found;
    }

    static async Task<List<Product>> ReadAsync<T>(NpgsqlConnection connection, string sql, Guid organization, T second)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization });
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = second });
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<Product>();
        while (await row.ReadAsync())
        {
            var id = row.GetGuid(0);
            if (found.Count == 0 || found[^1].Id != id)
                found.Add(new(id, row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetDateTime(3), row.GetDateTime(4), []));
            if (!row.IsDBNull(5))
                found[^1].Variants.Add(new(row.GetGuid(5), row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), row.GetString(8),
                    row.GetInt64(9), row.GetString(10), row.GetDateTime(11), row.GetDateTime(12)));
        }
        return found;
    }

    static void Write(Utf8JsonWriter json, Product product)
    {
        json.WriteStartObject();
        json.WriteString("id", product.Id);
        json.WriteString("name", product.Name);
        json.WriteString("description", product.Description);
        json.WriteStartArray("variants");
        foreach (var variant in product.Variants)
        {
            json.WriteStartObject();
            json.WriteString("id", variant.Id);
            json.WriteString("product_id", product.Id);
            json.WriteString("sku", variant.Sku);
            json.WriteString("barcode", variant.Barcode);
            json.WriteString("unit", variant.Unit);
            json.WriteStartObject("price");
            json.WriteNumber("amount", variant.Amount);
            json.WriteString("currency", variant.Currency);
            json.WriteEndObject();
            json.WriteString("created_at", variant.CreatedAt);
            json.WriteString("updated_at", variant.UpdatedAt);
            json.WriteNull("archived_at");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("created_at", product.CreatedAt);
        json.WriteString("updated_at", product.UpdatedAt);
        json.WriteNull("archived_at");
        json.WriteEndObject();
    }
}
