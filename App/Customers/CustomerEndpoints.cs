using Microsoft.AspNetCore.Mvc;

namespace App.Customers;

static class CustomerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var customers = routes.MapResource(
            "/customers", "Customers",
            "The companies that buy from the organization, with their contacts and addresses.");
        customers.MapGet("/", ([AsParameters] PageQuery page, [FromQuery] string? q,
            [FromQuery] bool? archived, ListCustomers list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), q, archived ?? false), ct).ToOk());
        customers.MapGet("/{id}", (Id<Customer> id, GetCustomer get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
        customers.MapPost("/", (
            CreateCustomer.Request request, IdempotencyKey? key, CreateCustomer create, CancellationToken ct) =>
            create.ExecuteAsync(request, key, ct).ToCreated(customer => $"{Api.Base}/customers/{customer.Id}"));
        customers.MapPatch("/{id}", (
            Id<Customer> id, UpdateCustomer.Changes changes, IdempotencyKey? key, UpdateCustomer update, CancellationToken ct) =>
            update.ExecuteAsync(new(id, changes), key, ct).ToOk());
        customers.MapDelete("/{id}", (Id<Customer> id, ArchiveCustomer archive, CancellationToken ct) =>
            archive.ExecuteAsync(new(id), null, ct).ToNoContent());
        customers.MapPost("/{id}/restore", (
            Id<Customer> id, IdempotencyKey? key, RestoreCustomer restore, CancellationToken ct) =>
            restore.ExecuteAsync(new(id), key, ct).ToOk());
    }
}
