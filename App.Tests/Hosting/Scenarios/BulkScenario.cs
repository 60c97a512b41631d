using System.Text.Json;
using App.BulkChanges;
using App.Catalog;

namespace App.Tests;

/// <summary>Steps of tests about bulk changes.</summary>
static class BulkScenario
{
    /// <summary>Selects records by their ids.</summary>
    public static BulkSelection These(params IEnumerable<Guid> ids) => new([.. ids], null);

    /// <summary>Selects everything that a filter matches.</summary>
    public static BulkSelection All<TFilter>(TFilter filter) => new(null, JsonSerializer.SerializeToElement(filter, Json.Options));

    public static JsonElement Arguments<T>(T arguments) => JsonSerializer.SerializeToElement(arguments, Json.Options);

    extension(TestOrganization acme)
    {
        /// <summary>Creates products "Tea 01", "Tea 02" … of one variant that costs 3.00.</summary>
        public async Task<IReadOnlyList<ProductView>> TeasAsync(int count)
        {
            var teas = new List<ProductView>();
            for (var n = 1; n <= count; n++)
                teas.Add((await acme.Owner.Get<CreateProduct>().ExecuteAsync(
                    new($"Tea {n:00}", [new($"T-{n:00}", new(300, "EUR"))]))).Value);
            return teas;
        }

        /// <summary>Begins a bulk change as the owner and runs its jobs to the end.</summary>
        public async Task<BulkChangeView> ChangedAsync(
            IServiceProvider services, string action, BulkSelection selection, JsonElement? arguments = null)
        {
            var started = await acme.Owner.Get<StartBulkChange>().ExecuteAsync(new(action, selection, arguments));
            await services.RunDueJobsAsync(BulkChangeJobs.Run);
            return await acme.ProgressAsync(started.Value.Id);
        }

        public async Task<BulkChangeView> ProgressAsync(Id<BulkChange> id) =>
            (await acme.Owner.Get<GetBulkChange>().ExecuteAsync(new(id))).Value.Change;

        public async Task<IReadOnlyList<GetBulkChange.Failure>> FailuresAsync(Id<BulkChange> id) =>
            (await acme.Owner.Get<GetBulkChange>().ExecuteAsync(new(id, WithFailures: true))).Value.Failures;

        /// <summary>The products as they are now.</summary>
        public async Task<IReadOnlyList<ProductView>> NowAsync(IEnumerable<ProductView> products)
        {
            var now = new List<ProductView>();
            foreach (var product in products)
                now.Add(await acme.ProductAsync(product.Id));
            return now;
        }

        public async Task<ProductView> ProductAsync(Id<Product> id) =>
            (await acme.Owner.Get<GetProduct>().ExecuteAsync(new(id))).Value;
    }
}
