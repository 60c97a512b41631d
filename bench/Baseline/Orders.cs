using System.Text.Json;
using Npgsql;

namespace Baseline;

/// <summary>
/// Places an order: customer, warehouse, prices, locked stock, number, order, lines, reservations, audit entry and event in one
/// transaction of three round trips and the commit. The event is stored as relayed: only the product has a relay.
/// </summary>
sealed class Orders(NpgsqlDataSource database)
{
    public sealed record Line(Guid VariantId, decimal Quantity);

    public sealed record Request(Guid CustomerId, List<Line> Lines);

    public sealed record Quoted(Guid Id, Guid VariantId, string Sku, string Name, string Unit, decimal Quantity, long Price, string Currency)
    {
        public long Total => (long)decimal.Round(Price * Quantity, 0, MidpointRounding.AwayFromZero);
    }

    public sealed record Placed(Guid Id, string Number, Guid CustomerId, string Customer, Guid Warehouse, List<Quoted> Lines, DateTimeOffset At)
    {
        public long Total => Lines.Sum(line => line.Total);
    }

    static readonly JsonSerializerOptions Dialect = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders", (RequestDelegate)PlaceAsync);

    async Task PlaceAsync(HttpContext context)
    {
        var request = (await JsonSerializer.DeserializeAsync<Request>(context.Request.Body, Dialect))!;
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var order = await PlaceAsync(connection, Answer.Organization(context), request);
        await transaction.CommitAsync();
        await Answer.JsonAsync(context, json => Write(json, order), 201);
    }

    /// <summary>Places an order within the transaction of the connection.</summary>
    public static async Task<Placed> PlaceAsync(NpgsqlConnection connection, Guid organization, Request request)
    {
        var now = TimeProvider.System.GetUtcNow();
        var variants = request.Lines.Select(line => line.VariantId).Distinct().ToArray();
        var (customer, warehouse, lines) = await QuoteAsync(connection, organization, request, variants, now);
        var number = await ReserveAsync(connection, organization, warehouse, variants, lines);
        var order = new Placed(Guid.CreateVersion7(now), $"SO-{number}", request.CustomerId, customer, warehouse, lines, now);
        await StoreAsync(connection, organization, order, number);
        return order;
    }

    static async Task<(string Customer, Guid Warehouse, List<Quoted> Lines)> QuoteAsync(
        NpgsqlConnection connection, Guid organization, Request request, Guid[] variants, DateTimeOffset now)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "select name from customers where organization_id = $1 and id = $2 and archived_at is null", organization, request.CustomerId);
        Add(batch, "select id from warehouses where organization_id = $1 and is_default and archived_at is null", organization);
        Add(batch, """
            select v.id, v.sku, p.name, v.unit, v.price_amount, v.price_currency
            from variants v join products p on p.organization_id = v.organization_id and p.id = v.product_id and p.archived_at is null
            where v.organization_id = $1 and v.id = any($2) and v.archived_at is null
            """, organization, variants);
        await using var row = await batch.ExecuteReaderAsync();
        await row.ReadAsync();
        var customer = row.GetString(0);
        await row.NextResultAsync();
        await row.ReadAsync();
        var warehouse = row.GetGuid(0);
        await row.NextResultAsync();
        var quoted = new List<Quoted>();
        while (await row.ReadAsync())
        {
            var id = row.GetGuid(0);
            quoted.Add(new(Guid.CreateVersion7(now), id, row.GetString(1), row.GetString(2), row.GetString(3),
                request.Lines.First(line => line.VariantId == id).Quantity, row.GetInt64(4), row.GetString(5)));
        }
        return (customer, warehouse, quoted);
    }

    static async Task<long> ReserveAsync(NpgsqlConnection connection, Guid organization, Guid warehouse, Guid[] variants, List<Quoted> lines)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, """
            select variant_id, on_hand - reserved from stock_levels
            where organization_id = $1 and warehouse_id = $2 and variant_id = any($3) order by variant_id for update
            """, organization, warehouse, variants);
        Add(batch, """
            insert into order_counters as c (organization_id, last_number) values ($1, 1001)
            on conflict (organization_id) do update set last_number = c.last_number + 1 returning c.last_number
            """, organization);
        await using var row = await batch.ExecuteReaderAsync();
        while (await row.ReadAsync())
            if (row.GetDecimal(1) < lines.First(line => line.VariantId == row.GetGuid(0)).Quantity)
                throw new InvalidOperationException("The variant is out of stock.");
        await row.NextResultAsync();
        await row.ReadAsync();
        return row.GetInt64(0);
    }

    static async Task StoreAsync(NpgsqlConnection connection, Guid organization, Placed order, long number)
    {
        var json = Text(order);
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, """
            insert into orders (organization_id, id, number, status, customer_id, customer_name, warehouse_id, placed_at,
                                updated_at, total_amount, total_currency, owed_amount, owed_currency, rest_canceled)
            values ($1, $2, $3, 'Placed', $4, $5, $6, $7, $7, $8, $9, $8, $9, false)
            """, organization, order.Id, number, order.CustomerId, order.Customer, order.Warehouse, order.At, order.Total, order.Lines[0].Currency);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            Add(batch, """
                insert into order_lines (organization_id, id, order_id, position, variant_id, sku, product_name, unit, quantity, fulfilled_quantity,
                                         unit_price_amount, unit_price_currency, total_amount, total_currency)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $11)
                """, organization, line.Id, order.Id, i, line.VariantId, line.Sku, line.Name, line.Unit, line.Quantity, line.Price, line.Currency, line.Total);
            Add(batch, "update stock_levels set reserved = reserved + $1, updated_at = $2 where organization_id = $3 and variant_id = $4 and warehouse_id = $5",
                line.Quantity, order.At, organization, line.VariantId, order.Warehouse);
        }
        Add(batch, """
            insert into audit_entries (organization_id, id, at, actor_kind, actor_id, actor_name, action, outcome, entity_id, entity_label, after, request_id)
            values ($1, $2, $3, 'ApiKey', 'bench', 'bench', 'order.place', 'Done', $4, $5, $6::jsonb, $7)
            """, organization, Guid.CreateVersion7(order.At), order.At, order.Id.ToString(), order.Number, json, "bench");
        Add(batch, """
            insert into outbox_messages (organization_id, id, type, subject, payload, occurred_at)
            values ($1, $2, 'order.placed', $3, $4::json, $5)
            """, organization, Guid.CreateVersion7(order.At), order.Id.ToString(), json, order.At);
        await batch.ExecuteNonQueryAsync();
    }

    static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }

    static string Text(Placed order)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Write(json, order);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    static void Write(Utf8JsonWriter json, Placed order)
    {
        json.WriteStartObject();
        json.WriteString("id", order.Id);
        json.WriteString("number", order.Number);
        json.WriteString("status", "placed");
        json.WriteString("customer_id", order.CustomerId);
        json.WriteString("customer_name", order.Customer);
        json.WriteString("warehouse_id", order.Warehouse);
        json.WriteNull("reference");
        json.WriteStartArray("lines");
        foreach (var line in order.Lines)
        {
            json.WriteStartObject();
            json.WriteString("id", line.Id);
            json.WriteString("variant_id", line.VariantId);
            json.WriteString("sku", line.Sku);
            json.WriteString("product_name", line.Name);
            json.WriteString("unit", line.Unit);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteNumber("fulfilled_quantity", 0);
            WriteMoney(json, "unit_price", line.Price, line.Currency);
            WriteMoney(json, "total", line.Total, line.Currency);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteMoney(json, "total", order.Total, order.Lines[0].Currency);
        json.WriteString("placed_at", order.At);
        json.WriteString("updated_at", order.At);
        json.WriteEndObject();
    }

    static void WriteMoney(Utf8JsonWriter json, string name, long amount, string currency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("amount", amount);
        json.WriteString("currency", currency);
        json.WriteEndObject();
    }
}
