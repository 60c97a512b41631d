using App.Catalog;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>A query and an operation that do in the Gate what a test says.</summary>
static class Probe
{
    public static Task<Result<T>> ReadAsync<T>(this TestHouse house, TestActor caller, Func<Pass, Task<T>> body) =>
        InAsync(house, caller, gate => new Read<T>(gate, body).ExecuteAsync(new()));

    public static Task<Result<T>> ChangeAsync<T>(this TestHouse house, TestActor caller, Func<Pass, Task<T>> body) =>
        InAsync(house, caller, gate => new Change<T>(gate, body).ExecuteAsync(new()));

    static async Task<Result<T>> InAsync<T>(TestHouse house, TestActor caller, Func<Gate, Task<Result<T>>> call)
    {
        using var scope = house.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(caller.Credential);
        return await call(scope.ServiceProvider.GetRequiredService<Gate>());
    }

    sealed record Nothing : IRequest
    {
        public void Check(Checks checks) { }
    }

    sealed class Read<T>(Gate gate, Func<Pass, Task<T>> body) : Query<Nothing, T>(gate)
    {
        protected internal override Permission Permission => CatalogPermissions.Read;
        protected internal override string Action => "test.read";
        protected override async Task<Result<T>> PerformAsync(Nothing request, Pass pass, CancellationToken ct) => await body(pass);
    }

    sealed class Change<T>(Gate gate, Func<Pass, Task<T>> body) : Operation<Nothing, T>(gate)
    {
        protected internal override Permission Permission => CatalogPermissions.Change;
        protected internal override string Action => "test.change";
        protected override async Task<Result<T>> PerformAsync(Nothing request, Pass pass, CancellationToken ct) => await body(pass);
    }
}
