using App.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>A query and an operation whose body is given by a test.</summary>
static class Probe
{
    public static Task<Result<T>> ReadAsync<T>(this TestHost host, TestActor caller, Func<OperationContext, Task<T>> body) =>
        InAsync(host, caller, gate => new Read<T>(gate, body).ExecuteAsync(new()));

    public static Task<Result<T>> ChangeAsync<T>(this TestHost host, TestActor caller, Func<OperationContext, Task<T>> body) =>
        InAsync(host, caller, gate => new Change<T>(gate, body).ExecuteAsync(new()));

    static async Task<Result<T>> InAsync<T>(TestHost host, TestActor caller, Func<Gate, Task<Result<T>>> call)
    {
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(caller.Credential);
        return await call(scope.ServiceProvider.GetRequiredService<Gate>());
    }

    sealed record Nothing : IRequest;

    sealed class Read<T>(Gate gate, Func<OperationContext, Task<T>> body) : Query<Nothing, T>(gate)
    {
        protected internal override Access Access => Access.Member(CatalogPermissions.Read);
        protected internal override string Action => "test.read";
        protected override async Task<Result<T>> PerformAsync(Nothing request, OperationContext context, CancellationToken ct) =>
            await body(context);
    }

    sealed class Change<T>(Gate gate, Func<OperationContext, Task<T>> body) : Operation<Nothing, T>(gate)
    {
        protected internal override Access Access => Access.Member(CatalogPermissions.Change);
        protected internal override string Action => "test.change";
        protected override async Task<Result<T>> PerformAsync(Nothing request, OperationContext context, CancellationToken ct) =>
            await body(context);
    }
}
