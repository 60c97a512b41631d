using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Baseline;

/// <summary>
/// A minimal delivery loop over the table <c>bench.deliveries</c>: claims a hundred rows under a lease, signs them, posts up to
/// 64 at a time and records the results in one statement. One call runs it until no row is left.
/// </summary>
sealed class Deliveries(NpgsqlDataSource database) : IDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null });

    sealed record Due(long Id, string Url, byte[] Secret, string Payload);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/deliver", async () =>
    {
        var delivered = 0;
        using var places = new SemaphoreSlim(64);
        var settling = Task.CompletedTask;
        while (await ClaimAsync() is { Count: > 0 } due)
        {
            await Task.WhenAll(due.Select(async one =>
            {
                await places.WaitAsync();
                try
                {
                    await PostAsync(one);
                }
                finally
                {
                    places.Release();
                }
            }));
            await settling;
            settling = SettleAsync([.. due.Select(one => one.Id)]);
            delivered += due.Count;
        }
        await settling;
        return delivered;
    });

    async Task<List<Due>> ClaimAsync()
    {
        await using var claim = database.CreateCommand("""
            update bench.deliveries d set leased_until = now() + interval '30 seconds'
            from (select id from bench.deliveries where not done and leased_until is null order by id limit 100 for update skip locked) p
            where d.id = p.id
            returning d.id, d.url, d.secret, d.payload
            """);
        await using var row = await claim.ExecuteReaderAsync();
        var claimed = new List<Due>();
        while (await row.ReadAsync())
            claimed.Add(new(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetString(3)));
        return claimed;
    }

    async Task PostAsync(Due due)
    {
        var (id, timestamp) = ($"evt_{due.Id}", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var signature = Convert.ToBase64String(HMACSHA256.HashData(due.Secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{due.Payload}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, due.Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(due.Payload)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", $"v1,{signature}");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    async Task SettleAsync(long[] ids)
    {
        await using var settle = database.CreateCommand("update bench.deliveries set done = true, leased_until = null, last_status_code = 200 where id = any($1)");
        settle.Parameters.Add(new() { Value = ids });
        await settle.ExecuteNonQueryAsync();
    }

    public void Dispose() => http.Dispose();
}
