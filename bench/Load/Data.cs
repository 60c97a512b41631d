using System.Globalization;
using System.Reflection;
using App.ApiKeys;
using Npgsql;

namespace Load;

/// <summary>An organization of the benchmark. Its ids are derived from its number.</summary>
sealed record Organization(int Number, KeyText Key)
{
    public Guid Id => IdOf(1);
    public string Slug => $"bench-{Number}";
    public Guid Customer => IdOf(6);
    public Guid CustomerOf(int number) => IdOf(6, number);
    public Guid Warehouse => IdOf(5);
    public Guid Owner => IdOf(2);
    public Guid StaffSession => IdOf(13);
    public Guid Shopper(int number) => IdOf(11, number);
    public Guid ShopperSession(int number) => IdOf(12, number);
    public Guid Product(int number) => IdOf(7, number);
    public Guid Variant(int number) => IdOf(8, number);

    Guid IdOf(int kind, int number = 0) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"01900000-{Number:x4}-7000-8{kind:x3}-{number:x12}"));
}

/// <summary>Fills the database directly, as superuser: loading ten million rows through the product would take all day.</summary>
sealed class Data(NpgsqlDataSource database)
{
    static readonly string[] Scopes =
    [
        "products:read", "products:write", "inventory:read", "inventory:write", "orders:read", "orders:write", "customers:read", "customers:write", "audit:read", "webhooks:read", "webhooks:write",
    ];

    const string IdFunction = """
        create or replace function pg_temp.id(kind int, organization int, n int) returns uuid language sql immutable as
        $$ select ('01900000-' || lpad(to_hex(organization), 4, '0') || '-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$
        """;

    readonly List<Organization> organizations = [];
    int made;

    public IReadOnlyList<Organization> Organizations => organizations;

    /// <summary>Access tokens of signed-in users.</summary>
    public Tokens Tokens { get; } = new();

    /// <summary>Adds organizations until there are <paramref name="count"/>.</summary>
    public async Task GrowAsync(int count, int products, int auditRows)
    {
        await using var connection = await database.OpenConnectionAsync();
        // Skips foreign key checks: the rows are consistent by construction.
        await RunAsync(connection, "set synchronous_commit = off; set session_replication_role = replica");
        await RunAsync(connection, IdFunction);
        while (organizations.Count < count)
        {
            var number = ++made;
            var organization = new Organization(number, KeyText.Make());
            await using var insert = new NpgsqlCommand(Text("organization.sql"), connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = number }, new() { Value = products }, new() { Value = auditRows }, new() { Value = organization.Key.Hash() }, new() { Value = Scopes } },
            };
            await insert.ExecuteNonQueryAsync();
            organizations.Add(organization);
        }
        await RunAsync(connection, """
            create schema if not exists bench;
            create table if not exists bench.deliveries (id bigint generated always as identity primary key, url text not null, secret bytea not null, payload text not null,
                done boolean not null default false, leased_until timestamptz, last_status_code int);
            create index if not exists ix_deliveries_pending on bench.deliveries (id) where not done;
            create table if not exists bench.cart_lines (organization_id uuid, shopper int, variant_id uuid, quantity numeric not null,
                added_at timestamptz not null default now(), primary key (organization_id, shopper, variant_id))
            """);
        await Tokens.PlantAsync(connection);
        await RunAsync(connection, "vacuum analyze");
        await RunAsync(connection, "checkpoint");
    }

    /// <summary>Adds organizations of another size and measures only these from then on.</summary>
    public async Task ReplaceAsync(int count, int products)
    {
        organizations.Clear();
        await GrowAsync(count, products, 1000);
    }

    /// <summary>
    /// Adds an organization that has half as many products as orders, a tenth as many customers and as many audit entries and
    /// stock movements.
    /// </summary>
    public async Task<Organization> AddLargeAsync(int orders)
    {
        await GrowAsync(organizations.Count + 1, orders / 2, orders);
        var large = organizations[^1];
        organizations.Remove(large); // the other lines are not measured with it
        await using var connection = await database.OpenConnectionAsync();
        await RunAsync(connection, "set synchronous_commit = off; set session_replication_role = replica");
        await RunAsync(connection, IdFunction);
        await using var insert = new NpgsqlCommand(Text("orders.sql"), connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = large.Number }, new() { Value = orders / 2 }, new() { Value = orders / 10 }, new() { Value = orders },
            },
        };
        await insert.ExecuteNonQueryAsync();
        await RunAsync(connection, "vacuum analyze");
        return large;
    }

    /// <summary>Updates the statistics of growing tables, as autovacuum would.</summary>
    public Task AnalyzeAsync() =>
        RunAsync("""
            analyze orders, order_lines, order_counters, audit_entries, outbox_messages, outbox_queue, webhook_endpoints,
                webhook_deliveries, webhook_attempts, bench.deliveries, bench.cart_lines
            """);

    /// <summary>
    /// Inserts events for the relay, spread over the organizations. Their ids grow with time, as the product's do. The relay sees
    /// them when <paramref name="then"/> commits the transaction.
    /// </summary>
    public async Task<T> RaiseAsync<T>(int count, Func<NpgsqlTransaction, Task<T>> then)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, $$"""
            with added as (
            insert into outbox_messages (organization_id, id, type, subject, payload, occurred_at)
            select o.id, (substr(t.hex, 1, 8) || '-' || substr(t.hex, 9, 4) || substr(gen_random_uuid()::text, 14))::uuid, 'order.placed', 'ord_' || gen_random_uuid(),
                   json_build_object('order_id', n, 'number', 'SO-' || n, 'customer_name', 'Buyer', 'total', json_build_object('amount', n, 'currency', 'EUR'), 'note', repeat('x', 600)), now()
            from generate_series(0, {{count}} - 1) n
            cross join lateral (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint + n / 10), 12, '0') as hex) t
            join (select id, row_number() over (order by id) - 1 as place, count(*) over () as of from organizations) o on o.place = n % o.of
            returning *)
            insert into outbox_queue (organization_id, event_id, subject, attempts, next_attempt_at)
            select organization_id, id, subject, 0, occurred_at from added order by sequence;
            select pg_notify('stockade_work', 'bench 1')
            """);
        return await then(transaction);
    }

    /// <summary>Inserts deliveries for the baseline's delivery loop.</summary>
    public Task QueueAsync(int count, string url) => RunAsync($"""
        insert into bench.deliveries (url, secret, payload)
        select '{url}', decode(repeat('2a', 32), 'hex'),
               json_build_object('id', n, 'type', 'order.placed', 'timestamp', now(), 'data', json_build_object('order_id', n, 'customer_name', 'Buyer', 'note', repeat('x', 700)))::text
        from generate_series(1, {count}) n
        """);

    /// <summary>Waits until the background loops of the product have no work left.</summary>
    public async Task SettleAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        const string waiting = """
            select (select count(*) from outbox_queue) + (select count(*) from webhook_deliveries where status = 'Pending')
            """;
        while (await CountAsync(waiting) > 0)
            await timer.WaitForNextTickAsync();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        await RunAsync(connection, sql);
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
