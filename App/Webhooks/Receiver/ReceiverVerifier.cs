namespace App.Webhooks;

/// <summary>
/// Verifies webhooks for the sample receiver. It reads the secrets of the endpoints that point to the receiver, as a customer's
/// program would know its own, so their webhooks are verified without further setup. Development only.
/// </summary>
public sealed class ReceiverVerifier(OpsDatabase database, EndpointSecrets secrets)
{
    sealed record EndpointKeys(string EndpointId, string Secret, string? OldSecret);

    public sealed record Verdict(bool Standard, bool Simple, bool? Old, string? EndpointId)
    {
        public bool Verified => Standard && Simple && Old != false;
    }

    volatile IReadOnlyList<EndpointKeys> known = [];

    /// <summary>Tries the secrets in memory. If none verifies the webhook, reads the secrets again and retries.</summary>
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
        foreach (var keys in known)
        {
            var verdict = Verify(keys, headers, body, now);
            if (verdict.Standard || verdict.Simple)
                best = verdict;
            if (best.Verified)
                break;
        }
        return best;
    }

    static Verdict Verify(EndpointKeys keys, IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        var standard = StandardWebhook.Verify(
            keys.Secret,
            Header(WebhookSignature.Id), Header(WebhookSignature.Timestamp), Header(WebhookSignature.Signature),
            body, now);
        var simple = WebhookSignature.VerifyInHex(keys.Secret, Header(WebhookSignature.Simple), body, now);
        bool? old = null;
        if (Header(WebhookSignature.SimpleOld) is { } header)
            old = keys.OldSecret is not null && WebhookSignature.VerifyInHex(keys.OldSecret, header, body, now);
        return new(standard, simple, old, keys.EndpointId);

        string? Header(string name) => headers[name] is [{ } only] ? only : null; // a repeated header counts as missing
    }

    async Task<IReadOnlyList<EndpointKeys>> LoadAsync(CancellationToken ct)
    {
        await using var read = database.Source.Command("""
            select organization_id, id, secret, old_secret from webhook_endpoints
            where url like '%/dev/receiver%' and archived_at is null order by id desc limit 500
            """);
        await using var row = await read.ExecuteReaderAsync(ct);
        var found = new List<EndpointKeys>();
        while (await row.ReadAsync(ct))
        {
            var organization = row.GetGuid(0);
            var id = new Id<WebhookEndpoint>(row.GetGuid(1));
            var secret = secrets.Decrypt(row.GetString(2), organization, id);
            var oldSecret = await row.IsDBNullAsync(3, ct) ? null : secrets.Decrypt(row.GetString(3), organization, id);
            found.Add(new(id.ToString(), secret, oldSecret));
        }
        return found;
    }
}
