using System.Text.Json;
using Npgsql;

namespace Baseline;

/// <summary>Lists the newest audit entries of one action.</summary>
sealed class Audit(NpgsqlDataSource database)
{
    const string Sql = """
        select id, at, actor_kind, actor_id, actor_name, action, outcome, entity_id, entity_label, before, after, host(address), user_agent, request_id
        from audit_entries where organization_id = $1 and action = $2 order by id desc limit $3
        """;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", (RequestDelegate)ListAsync);

    async Task ListAsync(HttpContext context)
    {
        var limit = int.Parse(context.Request.Query["limit"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Answer.Organization(context) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = context.Request.Query["action"].ToString() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit + 1 });
        await using var row = await command.ExecuteReaderAsync();
        await Answer.JsonAsync(context, Write);

        void Write(Utf8JsonWriter json)
        {
            var (count, last) = (0, Guid.Empty);
            json.WriteStartObject();
            json.WriteStartArray("data");
            for (; row.Read(); count++)
            {
                if (count == limit)
                    continue;
                last = row.GetGuid(0);
                json.WriteStartObject();
                json.WriteString("id", last);
                json.WriteString("at", row.GetDateTime(1));
                json.WriteStartObject("actor");
                json.WriteString("kind", row.GetString(2));
                json.WriteString("id", row.GetString(3));
                json.WriteString("name", row.GetString(4));
                json.WriteEndObject();
                json.WriteString("action", row.GetString(5));
                json.WriteString("outcome", row.GetString(6));
                json.WriteStartObject("entity");
                json.WriteString("id", row.GetString(7));
                json.WriteString("label", row.GetString(8));
                json.WriteEndObject();
                Raw("before", 9);
                Raw("after", 10);
                json.WriteString("address", Text(11));
                json.WriteString("user_agent", Text(12));
                json.WriteString("request_id", Text(13));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("has_more", count > limit);
            json.WriteString("next_cursor", count > limit ? last.ToString() : null);
            json.WriteEndObject();

            void Raw(string name, int column)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(Text(column) ?? "null", skipInputValidation: true);
            }
        }

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
