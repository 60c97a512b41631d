namespace App.Webhooks.Parts;

/// <summary>Shows failing webhook endpoints on the home page.</summary>
public sealed class WebhooksHomeCard(ListWebhookEndpoints endpoints, StatusNames names) : IHomeCardSource
{
    public async Task<Result<HomeCardContent>> LoadAsync(HomePeriod period, CancellationToken ct)
    {
        var listed = await endpoints.ExecuteAsync(new(new(PageRequest.Largest), Failing: true), ct);
        if (!listed.Succeeded)
            return listed.Problem;
        var failing = listed.Value.Data;
        return new HomeCardContent(new(
            "Failing webhooks", failing.Count, "webhooks?show=failing", Tone.Danger,
            [
                .. failing.Take(HomeTasks.Shown).Select(endpoint =>
                    new HomeTask($"webhooks/{endpoint.Id}", endpoint.Url, endpoint.Description)
                    {
                        Status = StatusLabel.Of(names.Of(EndpointStates.Of(endpoint))),
                        Action = new("Review", $"webhooks/{endpoint.Id}", WebhookPermissions.Change.Name),
                    }),
            ]));
    }
}
