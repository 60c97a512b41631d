using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Architecture;

/// <summary>
/// Checks the four layers of isolation between organizations for every table of an organization, in the model and in SQL.
/// </summary>
public sealed class TenancyTests(TestHost host)
{
    /// <summary>Keys that are unique across organizations on purpose, because a slug is part of a URL.</summary>
    static readonly string[] CrossingKeys = ["ux_organizations_slug", "pk_organizations"];

    [Fact]
    public async Task Every_table_in_schema_public_has_forced_row_level_security()
    {
        var unguarded = await ListAsync("""
            select c.relname || ': ' || case when not c.relrowsecurity then 'row level security is off'
                                             when not c.relforcerowsecurity then 'not forced on its owner'
                                             when p.polname is null then 'no policy'
                                             when p.polqual is null or p.polwithcheck is null
                                                 then 'the policy covers only reading or only writing'
                                             else 'owned by ' || r.rolname end
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
                left join pg_policy p on p.polrelid = c.oid
            where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
              and (not c.relrowsecurity or not c.relforcerowsecurity or p.polname is null or p.polqual is null
                or p.polwithcheck is null or r.rolname <> 'stockade_owner')
            """);

        Assert.Empty(unguarded);
    }

    [Fact]
    public async Task A_table_without_row_level_security_is_found()
    {
        await using var connection = await host.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(); // never committed
        await using var create = new NpgsqlCommand(
            "create table public.forgotten (organization_id uuid)", connection, transaction);
        await create.ExecuteNonQueryAsync();
        await using var check = new NpgsqlCommand(
            "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity",
            connection, transaction);

        Assert.Equal(1L, await check.ExecuteScalarAsync());
    }

    /// <summary>
    /// The tables of all schemas that name an organization, by a column or a foreign key, and have no complete policy.
    /// </summary>
    const string UnguardedTables = """
        select distinct format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%'
          and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
          and (a.attname ~ 'organization' and a.atttypid = 'uuid'::regtype
            or c.oid = 'public.organizations'::regclass
            or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
                and k.confrelid = 'public.organizations'::regclass and a.attnum = any (k.conkey)))
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (
            select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))
        """;

    /// <summary>Tables that name an organization and need no policy, each with the reason.</summary>
    static readonly Dictionary<string, string> WithoutPolicy = new()
    {
        ["platform.sessions"] = "A session belongs to an account. Its organization is the one chosen last.",
    };

    [Fact]
    public async Task Every_table_that_names_an_organization_has_a_policy_whatever_its_schema()
    {
        var unguarded = await ListAsync(UnguardedTables);

        Assert.Empty(unguarded.Except(WithoutPolicy.Keys));
        Assert.Empty(WithoutPolicy.Keys.Except(unguarded)); // every reason is still needed
    }

    [Theory]
    [InlineData("create table platform.forgotten (organization_id uuid)", "platform.forgotten")]
    [InlineData("create table hangfire.forgotten (organization_id uuid)", "hangfire.forgotten")]
    [InlineData("create table public.forgotten (owner uuid references organizations (id))", "public.forgotten")]
    [InlineData("create schema elsewhere; create table elsewhere.forgotten (of_organization uuid)", "elsewhere.forgotten")]
    [InlineData("alter table platform.emails disable row level security", "platform.emails")]
    [InlineData("alter table platform.pending_jobs no force row level security", "platform.pending_jobs")]
    [InlineData("drop policy organization on platform.pending_events", "platform.pending_events")]
    public async Task A_table_without_a_policy_is_found_in_any_schema(string planted, string table)
    {
        await using var connection = await host.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(); // never committed
        await using (var plant = new NpgsqlCommand(planted, connection, transaction))
            await plant.ExecuteNonQueryAsync();
        await using var check = new NpgsqlCommand(UnguardedTables, connection, transaction);
        await using var reader = await check.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));

        Assert.Equal([table], found.Except(WithoutPolicy.Keys));
    }

    [Fact]
    public async Task Background_work_of_another_organization_is_invisible_and_cannot_be_added()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await globex.Owner.Get<App.Organizations.InviteMember>().ExecuteAsync(
            new(AccountScenario.NewAddress(), App.Organizations.Role.Member));

        Assert.Equal(1L, await AsAppAsync(globex.Id, "select count(*) from platform.emails"));
        Assert.Equal(0L, await AsAppAsync(acme.Id, "select count(*) from platform.emails"));
        Assert.Equal(0L, await AsAppAsync(null, "select count(*) from platform.emails"));
        Assert.Equal(1L, await AsAppAsync(globex.Id, "select count(*) from platform.pending_jobs"));
        Assert.Equal(0L, await AsAppAsync(acme.Id, "select count(*) from platform.pending_jobs"));
        foreach (var table in new[] { "platform.emails", "platform.pending_events" })
            Assert.Equal("42501", await RefusalAsync(acme.Id, $"insert into {table} (organization_id) values ('{globex.Id}')"));
        Assert.Equal("0 rows", await RefusalAsync(
            acme.Id, $"update platform.emails set recipient = '' where organization_id = '{globex.Id}'"));
        Assert.Equal("42501", await RefusalAsync(acme.Id, "select content from platform.emails"));
    }

    [Fact]
    public async Task Every_key_starts_with_the_organization_id()
    {
        var wrong = await ListAsync("""
            select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
            join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
            join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
            where n.nspname = 'public' and x.indisunique and a.attname <> 'organization_id'
            union all
            select c.conname from pg_constraint c join pg_class t on t.oid = c.conrelid
            join pg_namespace n on n.oid = t.relnamespace
            join pg_class f on f.oid = c.confrelid join pg_namespace fn on fn.oid = f.relnamespace
            join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
            where n.nspname = 'public' and c.contype = 'f' and fn.nspname = 'public' and a.attname <> 'organization_id'
            """);

        Assert.Empty(wrong.Except(CrossingKeys));
    }

    /// <summary>Tables without a chain of non-null foreign keys to the organization.</summary>
    const string UntiedTables = """
        with recursive held as (
            select 'public.organizations'::regclass::oid as oid
            union
            select c.conrelid from held h join pg_constraint c on c.confrelid = h.oid and c.contype = 'f'
            join pg_attribute lead on lead.attrelid = c.conrelid and lead.attnum = c.conkey[1]
                and lead.attname = 'organization_id'
            where not exists (select from unnest(c.conkey) k
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k where not a.attnotnull))
        select c.relname::text from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.oid not in (select oid from held)
        """;

    [Fact]
    public async Task Every_table_is_tied_to_its_organization_by_foreign_keys() => Assert.Empty(await ListAsync(UntiedTables));

    [Theory]
    [InlineData("create table public.adrift (organization_id uuid not null)")]
    [InlineData("create table public.adrift (organization_id uuid not null, product_id uuid, "
        + "foreign key (organization_id, product_id) references products (organization_id, id))")]
    public async Task A_table_without_a_foreign_key_to_its_organization_is_found(string table)
    {
        await using var connection = await host.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(); // never committed
        await using var check = new NpgsqlCommand($"{table}; {UntiedTables}", connection, transaction);

        Assert.Equal("adrift", await check.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Without_an_organization_the_app_role_sees_no_rows()
    {
        var acme = await host.OrganizationAsync();
        await acme.Key.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogScenario.Tea());

        foreach (var table in await TablesAsync())
            Assert.Equal(0L, await AsAppAsync(null, $"select count(*) from {table}"));
    }

    [Fact]
    public async Task Rows_of_another_organization_cannot_be_read_changed_or_inserted()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await globex.Key.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogScenario.Tea());

        foreach (var table in await TablesAsync())
        {
            var column = table == "organizations" ? "id" : "organization_id";
            Assert.Equal(0L, await AsAppAsync(acme.Id, $"select count(*) from {table} where {column} <> '{acme.Id}'"));
            Assert.Equal("42501", await RefusalAsync(acme.Id, $"insert into {table} ({column}) values ('{globex.Id}')"));
            Assert.Matches("^(0 rows|42501)$",
                await RefusalAsync(acme.Id, $"update {table} set {column} = {column} where {column} = '{globex.Id}'"));
        }
    }

    [Fact]
    public void Every_owned_entity_has_the_named_filter_and_explicit_grants()
    {
        using var db = host.Behind(Guid.Empty);
        var entities = db.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(IOwned))).ToList();

        Assert.NotEmpty(entities);
        Assert.All(
            entities, entity => Assert.Contains(entity.GetDeclaredQueryFilters(), filter => filter.Key == Filters.Organization));
        Assert.All(db.Model.GetEntityTypes(), entity => Assert.NotNull(Grants.Of(entity, Grants.App)));
    }

    [Fact]
    public async Task The_query_filter_alone_separates_organizations()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var tea = await CatalogScenario.StocksTeaAsync(globex);
        await using var db = host.Behind(acme.Id); // a superuser, so row policies do not apply

        Assert.False(await db.Set<App.Catalog.Product>().AnyAsync(product => product.Id == tea.Id));
        Assert.True(await db.Set<App.Catalog.Product>().IgnoreQueryFilters().AnyAsync(product => product.Id == tea.Id));
    }

    [Fact]
    public async Task Saving_a_row_of_another_organization_throws_before_reaching_the_database()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var tea = await CatalogScenario.StocksTeaAsync(globex);
        await using var db = host.Behind(acme.Id);
        var product = await db.Set<App.Catalog.Product>().IgnoreQueryFilters().SingleAsync(row => row.Id == tea.Id);
        product.Describe("Taken over", null, null, TimeProvider.System.GetUtcNow());

        await Assert.ThrowsAsync<ForeignRowException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task The_app_and_ops_roles_have_no_unexpected_privileges()
    {
        Assert.Empty(await ListAsync("""
            select c.relname::text from pg_class c join pg_roles r on r.oid = c.relowner
            where r.rolname in ('stockade_app', 'stockade_ops')
            """));
        Assert.Empty(await ListAsync("""
            select rolname::text from pg_roles
            where rolname = 'stockade_app' and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)
            """));
        Assert.Empty(await ListAsync(
            "select rolname::text from pg_roles where rolname = 'stockade_ops' and (rolsuper or rolcreatedb or rolcreaterole)"));
        Assert.Empty(await ListAsync("""
            select p.proname::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('public', 'platform') and p.prosecdef
              and (p.proconfig is null or not exists (select from unnest(p.proconfig) c where c like 'search_path=%')
                or has_function_privilege('public', p.oid, 'execute'))
            """));
    }

    Task<List<string>> TablesAsync() =>
        ListAsync("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1");

    async Task<List<string>> ListAsync(string sql)
    {
        await using var command = host.Admin.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    async Task<string> RefusalAsync(Guid organization, string sql)
    {
        try
        {
            return $"{await AsAppAsync(organization, sql)} rows";
        }
        catch (PostgresException failure)
        {
            return failure.SqlState;
        }
    }

    /// <summary>The count that a SELECT returns, or the number of rows that a change affected.</summary>
    async Task<long> AsAppAsync(Guid? organization, string sql)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionOf("APP"));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (organization is { } id)
        {
            await using var bind = new NpgsqlCommand("select set_config('app.organization_id', $1, true)",
                connection) { Parameters = { new() { Value = id.ToString() } } };
            await bind.ExecuteNonQueryAsync();
        }
        await using var command = new NpgsqlCommand(sql, connection);
        return sql.StartsWith("select", StringComparison.Ordinal) ? (long)(await command.ExecuteScalarAsync())!
            : await command.ExecuteNonQueryAsync();
    }
}
