using App.Platform;

namespace App.Webhooks;

/// <summary>
/// Knows the secrets of the endpoints that lead to the receiver, as a customer's program would know its own: so whoever points an
/// endpoint at it sees its webhooks verified without another step. Development only.
/// </summary>
public sealed class ReceiverVerifier(OpsDatabase database, EndpointSecrets secrets)
{
    sealed record Known(string EndpointId, string Secret, string? OldSecret);

    public sealed record Verdict(bool Standard, bool Simple, bool? Old, string? EndpointId)
    {
        public bool Verified => Standard && Simple && Old != false;
    }

    volatile IReadOnlyList<Known> known = [];

    /// <summary>Tries the secrets known; when none fits, there may be a new one.</summary>
    public async Task<Verdict> VerifyAsync(IHeaderDictionary headers, byte[] body, DateTimeOffset now, CancellationToken ct)
    {
        var verdict = Verify(headers, body, now);
        if (verdict.Verified)
            return verdict;
        known = await LoadAsync(ct);
        return Verify(headers, body, now);
    }

    Verdict Verify(IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        var best = new Verdict(false, false, null, null);
        foreach (var one in known)
        {
            var standard = StandardWebhook.Verify(one.Secret, Header(WebhookSignature.Id), Header(WebhookSignature.Timestamp), Header(WebhookSignature.Signature), body, now);
            var simple = WebhookSignature.VerifyInHex(one.Secret, Header(WebhookSignature.Simple), body, now);
            bool? old = Header(WebhookSignature.SimpleOld) is { } header ? one.OldSecret is { } secret && WebhookSignature.VerifyInHex(secret, header, body, now) : null;
            if (standard || simple)
                best = new(standard, simple, old, one.EndpointId);
            if (best.Verified)
                break;
        }
        return best;

        string? Header(string name) => headers[name] is [{ } only] ? only : null; // twice is none
    }

    async Task<IReadOnlyList<Known>> LoadAsync(CancellationToken ct)
    {
        await using var read = database.Source.Command(
            "select organization_id, id, secret, old_secret from webhook_endpoints where url like '%/dev/receiver%' and archived_at is null order by id desc limit 500");
        await using var row = await read.ExecuteReaderAsync(ct);
        var found = new List<Known>();
        while (await row.ReadAsync(ct))
        {
            var (organization, id) = (row.GetGuid(0), new Id<WebhookEndpoint>(row.GetGuid(1)));
            found.Add(new(id.ToString(), secrets.Open(row.GetString(2), organization, id), await row.IsDBNullAsync(3, ct) ? null : secrets.Open(row.GetString(3), organization, id)));
        }
        return found;
    }
}
