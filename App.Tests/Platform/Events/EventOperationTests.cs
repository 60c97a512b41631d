using App.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>Handlers of events are operations of their own and run, in effect, exactly once for each event.</summary>
[Collection(LoopTests.Name)]
public sealed class EventOperationTests(LoopHost loops) : IAsyncLifetime
{
    const string Audited = "select count(*) from audit_entries where organization_id = $1 and action = $2";

    readonly TestHost host = loops.Host;
    readonly Desk desk = new();
    ServiceProvider services = null!;
    TestOrganization acme = null!;

    /// <summary>What a test makes of a handler's run.</summary>
    sealed class Desk
    {
        public Func<string, OperationContext, Task> Work { get; set; } = (_, _) => Task.CompletedTask;
    }

    sealed class PrintLabel(Gate gate, Desk desk) : EventOperation<ProductCreated>(gate)
    {
        public const string Name = "test.print_label";
        protected internal override string Action => Name;

        protected override async Task<Result<Done>> PerformAsync(
            ProductCreated raised, OperationContext context, CancellationToken ct)
        {
            context.Note(raised.ProductId.ToString(), raised.Name);
            await desk.Work(Name, context);
            return new Done();
        }
    }

    sealed class OrderSamples(Gate gate, Desk desk) : EventOperation<ProductCreated>(gate)
    {
        public const string Name = "test.order_samples";
        protected internal override string Action => Name;

        protected override async Task<Result<Done>> PerformAsync(
            ProductCreated raised, OperationContext context, CancellationToken ct)
        {
            context.Note(raised.ProductId.ToString(), raised.Name);
            await desk.Work(Name, context);
            return new Done();
        }
    }

    static readonly HandlerDeclaration[] Handlers =
    [
        HandlerDeclaration.Once<ProductCreated, PrintLabel>("print label", "Print a label"),
        HandlerDeclaration.Once<ProductCreated, OrderSamples>("order samples", "Order samples"),
    ];

    static readonly JobKind Printing = Handlers[0].Job!, Sampling = Handlers[1].Job!;

    public async ValueTask InitializeAsync()
    {
        await using var clear = host.Admin.CreateCommand("""
            delete from platform.pending_events; delete from handled_events; delete from platform.pending_jobs;
            delete from hangfire.job
            """);
        await clear.ExecuteNonQueryAsync();
        services = host.At(TimeProvider.System, more =>
        {
            more.AddSingleton(desk);
            more.AddTransient<PrintLabel>();
            more.AddTransient<OrderSamples>();
            more.AddEventHandlers(new EventHandlers(Handlers, [typeof(ProductCreated)]));
        });
        acme = await host.OrganizationAsync(services: services);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<long> CountAsync(string action) => host.ScalarAsync<long>(Audited, acme.Id, action);

    Task<long> PendingAsync() => host.ScalarAsync<long>("select count(*) from platform.pending_events");

    Task<Guid> EventAsync() => host.ScalarAsync<Guid>(
        "select id from outbox_messages where organization_id = $1 and type = 'product.created'", acme.Id);

    Task RunAsync(JobKind kind, Guid eventId) =>
        services.GetRequiredService<JobHost>().RunAsync(kind.Name, acme.Id, eventId, null, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Each_handler_runs_as_the_system_in_the_organization_of_the_event()
    {
        await acme.StocksTeaAsync();

        await services.RunDueJobsAsync(Printing);
        await services.RunDueJobsAsync(Sampling);

        Assert.Equal((1L, 1L), (await CountAsync(PrintLabel.Name), await CountAsync(OrderSamples.Name)));
        Assert.Equal(0, await PendingAsync());
        Assert.Equal("System print label", await host.ScalarAsync<string>(
            "select actor_kind || ' ' || actor_name from audit_entries where organization_id = $1 and action = $2",
            acme.Id, PrintLabel.Name));
    }

    [Fact]
    public async Task An_event_whose_change_is_rolled_back_is_not_handled()
    {
        await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("TWICE"));
        var pending = await PendingAsync();

        var again = await acme.Owner.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea("TWICE"));

        Assert.False(again.Succeeded);
        Assert.Equal((2L, 2L), (pending, await PendingAsync()));
    }

    [Fact]
    public async Task A_handler_that_fails_changes_nothing_and_its_next_run_succeeds()
    {
        await acme.StocksTeaAsync();
        var eventId = await EventAsync();
        desk.Work = (_, _) => throw new InvalidOperationException("The printer is out of paper.");

        await Assert.ThrowsAsync<JobFailedException>(() => RunAsync(Printing, eventId));
        Assert.Equal((0L, 2L), (await CountAsync(PrintLabel.Name), await PendingAsync()));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from handled_events"));

        desk.Work = (_, _) => Task.CompletedTask;
        await RunAsync(Printing, eventId);
        Assert.Equal((1L, 1L), (await CountAsync(PrintLabel.Name), await PendingAsync()));
    }

    [Fact]
    public async Task A_failing_handler_does_not_hold_up_another()
    {
        await acme.StocksTeaAsync();
        desk.Work = (name, _) => name == PrintLabel.Name
            ? throw new InvalidOperationException("The printer is out of paper.")
            : Task.CompletedTask;

        await Assert.ThrowsAsync<JobFailedException>(() => services.RunDueJobsAsync(Printing));
        await services.RunDueJobsAsync(Sampling);

        Assert.Equal((0L, 1L), (await CountAsync(PrintLabel.Name), await CountAsync(OrderSamples.Name)));
    }

    [Fact]
    public async Task A_crash_after_the_commit_neither_loses_nor_repeats_the_work()
    {
        await acme.StocksTeaAsync();
        var eventId = await EventAsync();
        desk.Work = (_, context) =>
        {
            context.AfterCommit(() => throw new InvalidOperationException("The process was killed."));
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<JobFailedException>(() => RunAsync(Printing, eventId));
        Assert.Equal((1L, 2L), (await CountAsync(PrintLabel.Name), await PendingAsync()));

        await RunAsync(Printing, eventId);
        Assert.Equal((1L, 1L), (await CountAsync(PrintLabel.Name), await PendingAsync()));
    }

    [Fact]
    public async Task Two_instances_that_run_the_same_job_handle_the_event_once()
    {
        await acme.StocksTeaAsync();
        var eventId = await EventAsync();
        var started = new SemaphoreSlim(0);
        var goOn = new TaskCompletionSource();
        desk.Work = async (_, _) =>
        {
            started.Release();
            await goOn.Task;
        };

        var first = RunAsync(Printing, eventId);
        await started.WaitAsync(TestContext.Current.CancellationToken);
        var second = RunAsync(Printing, eventId); // waits for the transaction of the first
        goOn.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(1, await CountAsync(PrintLabel.Name));
    }

    [Fact]
    public async Task A_lost_job_is_enqueued_again_but_not_a_discarded_one()
    {
        await acme.StocksTeaAsync();
        await host.ScalarAsync<long>("delete from hangfire.job where arguments::text like '%print label%' returning id");
        await host.ScalarAsync<long>("delete from platform.pending_jobs where kind = $1 returning job_id", Sampling.Name);
        await host.ScalarAsync<long>(
            "update hangfire.job set statename = 'Deleted' where arguments::text like '%order samples%' returning id");
        var overdue = services.GetRequiredService<EnqueueOverdueWork>();

        await overdue.RunAsync(TimeProvider.System.GetUtcNow().AddMinutes(1), TestContext.Current.CancellationToken);
        await overdue.RunAsync(TimeProvider.System.GetUtcNow().AddMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(
            Printing.Name,
            await host.ScalarAsync<string>( // other tests have jobs of other kinds
                "select string_agg(kind, ',') from platform.pending_jobs where kind in ($1, $2)", Printing.Name, Sampling.Name));
        await services.RunDueJobsAsync(Printing);
        Assert.Equal((1L, 1L), (await CountAsync(PrintLabel.Name), await PendingAsync()));
    }

    [Fact]
    public async Task Seeded_history_is_not_handled()
    {
        var past = TimeProvider.System.GetUtcNow().AddDays(-9);
        var history = new TestActor(services, new Credential.System("seed", acme.Id, past));

        Assert.True((await history.Get<CreateProduct>().ExecuteAsync(CatalogScenario.Tea())).Succeeded);

        Assert.Equal(0, await PendingAsync());
    }

    [Fact]
    public async Task The_app_role_cannot_read_pending_events_because_they_have_no_row_level_security()
    {
        await using var app = NpgsqlDataSource.Create(host.ConnectionOf("APP"));
        foreach (var sql in new[] { "select count(*) from platform.pending_events", "delete from platform.pending_events" })
        {
            await using var command = app.CreateCommand(sql);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(
                () => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState);
        }
    }
}
