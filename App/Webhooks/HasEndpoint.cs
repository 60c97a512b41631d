using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Returns whether the organization has a webhook endpoint. Archived ones count.</summary>
public sealed class HasEndpoint(Gate gate) : SetupCheck(gate)
{
    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "setup.check_webhook_endpoint";

    protected override async Task<Result<bool>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().WebhookEndpoints.IgnoreQueryFilters([Filters.Archived]).AnyAsync(ct);
}
