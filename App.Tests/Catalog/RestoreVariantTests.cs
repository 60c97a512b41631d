using System.Text;
using App.Catalog;

namespace App.Tests.Catalog;

public sealed class RestoreVariantTests(TestHost host)
{
    [Fact]
    public async Task An_archived_variant_is_in_no_count_of_its_product_and_can_be_found_and_restored()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync("TEA-1");
        var old = (await acme.Owner.Get<AddVariant>().ExecuteAsync(new(tea.Id, "TEA-OLD", new(300, "EUR")))).Value;
        await acme.Owner.Get<ArchiveVariant>().ExecuteAsync(new(old.Id));

        Assert.Single((await acme.Owner.Get<GetProduct>().ExecuteAsync(new(tea.Id))).Value.Variants);
        var archived = (await acme.Owner.Get<ListVariants>().ExecuteAsync(new(new(), Archived: true, ProductId: tea.Id))).Value;
        Assert.Equal(old.Id, Assert.Single(archived.Data).Id);

        Assert.Null((await acme.Owner.Get<RestoreVariant>().ExecuteAsync(new(old.Id))).Value.ArchivedAt);

        Assert.Equal(2, (await acme.Owner.Get<GetProduct>().ExecuteAsync(new(tea.Id))).Value.Variants.Count);
        Assert.Equal("variant.restore", (await acme.AuditedAsync())[^1]);
        Assert.Equal("product.updated", (await acme.AnnouncedAsync())[^1]);
    }

    [Fact]
    public async Task A_product_with_an_archived_variant_can_be_changed_with_If_Match()
    {
        var acme = await host.OrganizationAsync();
        var tea = await acme.StocksTeaAsync();
        var old = (await acme.Owner.Get<AddVariant>().ExecuteAsync(new(tea.Id, "TEA-OLD", new(300, "EUR")))).Value;
        await acme.Owner.Get<ArchiveVariant>().ExecuteAsync(new(old.Id));
        using var http = acme.Http(acme.Key);
        using var read = await http.GetAsync($"/api/v1/products/{tea.Id}");

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/products/{tea.Id}");
        request.Content = new StringContent("""{"name": "Black tea"}""", Encoding.UTF8, "application/json");
        request.Headers.IfMatch.Add(read.Headers.ETag!);
        using var changed = await http.SendAsync(request);

        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
    }
}
