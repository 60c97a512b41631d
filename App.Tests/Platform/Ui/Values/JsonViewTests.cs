using System.Text;
using System.Text.Json;
using App.Catalog;
using App.Customers;
using App.Inventory;
using App.Orders;
using App.Webhooks;
using Bunit;

namespace App.Tests.Platform;

/// <summary>The JSON that the page of a record shows is the answer of the API.</summary>
public sealed class JsonViewTests(TestHost host)
{
    [Fact]
    public async Task The_JSON_of_every_record_is_the_answer_of_the_API_byte_for_byte()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10.5m);
        var order = (await trade.OrdersAsync(2)).Value;
        var cafe = await acme.KnowsCafeAsync();
        var variant = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(trade.Tea))).Value;
        var endpoint = (await acme.Owner.ListensAsync("https://hooks.example/in")).Id;
        (string Path, object Value)[] records =
        [
            ($"orders/{order.Id}", (await acme.Owner.Get<GetOrder>().ExecuteAsync(new(order.Id))).Value),
            ($"customers/{cafe}", (await acme.Owner.Get<GetCustomer>().ExecuteAsync(new(cafe))).Value),
            ($"products/{variant.ProductId}", (await acme.Owner.Get<GetProduct>().ExecuteAsync(new(variant.ProductId))).Value),
            ($"variants/{variant.Id}", variant),
            ($"warehouses/{order.WarehouseId}",
                (await acme.Owner.Get<GetWarehouse>().ExecuteAsync(new(order.WarehouseId))).Value),
            ($"webhook_endpoints/{endpoint}",
                (await acme.Owner.Get<GetWebhookEndpoint>().ExecuteAsync(new(endpoint))).Value),
        ];
        using var http = acme.Http(acme.Key);
        await using var context = new BunitContext();

        foreach (var (path, value) in records)
        {
            var shown = context.Render<JsonView>(parameters => parameters
                .Add(view => view.Value, value).Add(view => view.Path, path));

            var answer = await http.GetByteArrayAsync($"{Api.Base}/{path}");
            Assert.Equal(
                Encoding.UTF8.GetString(answer), shown.Find("[data-copy]").GetAttribute("data-copy"));
            Assert.Equal(answer, Encoding.UTF8.GetBytes(Unspaced(shown.Find("pre").TextContent)));
            Assert.Equal($"GET {Api.Base}/{path}", shown.Find(".json-route").TextContent);
        }
    }

    /// <summary>The twin: a value that is written differently is seen.</summary>
    [Fact]
    public async Task Another_number_format_is_found()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10.5m);
        var variant = (await acme.Owner.Get<GetVariant>().ExecuteAsync(new(trade.Tea))).Value;
        using var http = acme.Http(acme.Key);

        var answer = await http.GetStringAsync($"{Api.Base}/variants/{variant.Id}");

        Assert.NotEqual(answer, JsonSerializer.Serialize(variant, JsonSerializerOptions.Web));
    }

    /// <summary>Removes the spaces that make JSON readable, and nothing else.</summary>
    static string Unspaced(string json) =>
        string.Concat(json.Split('\n').Select(line => line.Trim())).Replace("\": ", "\":", StringComparison.Ordinal);
}
