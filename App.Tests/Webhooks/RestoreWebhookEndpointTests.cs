using App.Webhooks;

namespace App.Tests.Webhooks;

public sealed class RestoreWebhookEndpointTests(TestHost host)
{
    [Fact]
    public async Task A_restored_endpoint_is_disabled_until_somebody_enables_it()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Admin.ListensAsync("https://hooks.example/in");
        await acme.Admin.Get<ArchiveWebhookEndpoint>().ExecuteAsync(new(endpoint.Id));
        var archived = (await acme.Admin.Get<ListWebhookEndpoints>().ExecuteAsync(new(new(), Archived: true))).Value;
        Assert.Equal(endpoint.Id, Assert.Single(archived.Data).Id);

        var restored = (await acme.Admin.Get<RestoreWebhookEndpoint>().ExecuteAsync(new(endpoint.Id))).Value;

        Assert.Equal((EndpointStatus.Disabled, DisabledReason.Manual), (restored.Status, restored.DisabledReason));
        Assert.Equal("webhook_endpoint.restore", (await acme.AuditedAsync())[^1]);
        Assert.Empty((await acme.Admin.Get<ListWebhookEndpoints>().ExecuteAsync(new(new(), Failing: true))).Value.Data);
    }

    [Fact]
    public async Task An_endpoint_disabled_for_failing_leaves_the_work_list_when_a_member_keeps_it_disabled()
    {
        var acme = await host.OrganizationAsync();
        var endpoint = await acme.Admin.ListensAsync("https://hooks.example/in");
        await acme.System.Get<DisableWebhookEndpoint>().ExecuteAsync(new(endpoint.Id, DisabledReason.Failing));
        Assert.Single((await acme.Admin.Get<ListWebhookEndpoints>().ExecuteAsync(new(new(), Failing: true))).Value.Data);

        var kept = (await acme.Admin.Get<UpdateWebhookEndpoint>().ExecuteAsync(
            new(endpoint.Id, new(Status: EndpointStatus.Disabled)))).Value;

        Assert.Equal(DisabledReason.Manual, kept.DisabledReason);
        Assert.Empty((await acme.Admin.Get<ListWebhookEndpoints>().ExecuteAsync(new(new(), Failing: true))).Value.Data);
        Assert.Single(await acme.AnnouncedAsync(), type => type == "webhook_endpoint.disabled");
    }
}
