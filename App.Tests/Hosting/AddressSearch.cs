namespace App.Tests;

/// <summary>Searches the whole database for a text, as someone would who got a copy of it.</summary>
static class AddressSearch
{
    /// <summary>
    /// Returns the columns that contain the text in any row, as <c>schema.table.column</c>: every column of every table of every
    /// schema that holds text, JSON or lists of them. The columns come from the catalog, so a new one cannot be forgotten.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ColumnsWithAsync(this TestHost host, string text)
    {
        var columns = await host.ScalarAsync<string[]>("""
            select array_agg(format('%I.%I %I', c.table_schema, c.table_name, c.column_name))
            from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
              and (c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'USER-DEFINED')
                or c.udt_name = 'citext')
            """);
        var found = new List<string>();
        foreach (var (table, column) in columns.Select(name => (name.Split(' ')[0], name.Split(' ')[1])))
            if (await host.ScalarAsync<bool>(
                $"select exists (select from {table} where strpos(lower({column}::text), lower($1)) > 0)", text))
                found.Add($"{table}.{column}");
        return found;
    }
}
