using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using App.Platform;

namespace App.Webhooks;

/// <summary>What one attempt came to.</summary>
/// <param name="At">When it began.</param>
/// <param name="Duration">Until the answer was read, or the attempt given up.</param>
/// <param name="StatusCode">Null when there was no answer.</param>
/// <param name="Error">Null for success; else one word of ours.</param>
/// <param name="Excerpt">Beginning of the answer's body.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone.</param>
public sealed record AttemptOutcome(DateTimeOffset At, TimeSpan Duration, int? StatusCode, string? Error, string? Excerpt = null, TimeSpan? RetryAfter = null)
{
    public bool Succeeded => Error is null;

    /// <summary>The receiver says that it is gone for good.</summary>
    public bool Gone => StatusCode == 410;
}

/// <summary>What is sent where, and signed with what.</summary>
public sealed record WebhookMessage(Uri Url, EventView Event, string Secret, string? OldSecret);

/// <summary>Signs and posts. Follows nothing, keeps no cookies, reads a little of the answer, and gives up after ten seconds in all.</summary>
public sealed class WebhookSender : IDisposable
{
    const int LargestRead = 64 * 1024, LargestKept = 4 * 1024;

    static readonly MediaTypeHeaderValue JsonBody = new("application/json");
    static readonly ProductInfoHeaderValue Ourselves = new("Stockade-Webhooks", "1");

    readonly WebhookSettings settings;
    readonly Destinations destinations;
    readonly TimeProvider clock;
    readonly HttpClient http;

    public WebhookSender(WebhookSettings settings, Destinations destinations, TimeProvider clock)
    {
        (this.settings, this.destinations, this.clock) = (settings, destinations, clock);
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = destinations.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None, // a small body must not unfold into a large one
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // a name that has moved is looked up again
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = DeliveryWindows.Posts,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // the attempt's own is below, on the clock that rules here
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    public async Task<AttemptOutcome> SendAsync(WebhookMessage message, CancellationToken ct)
    {
        var (at, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        AttemptOutcome Ended(int? status, string? error, string? excerpt = null, TimeSpan? retryAfter = null) =>
            new(at, clock.GetElapsedTime(started), status, error, excerpt, retryAfter);

        if (destinations.Fault(message.Url.OriginalString) is not null)
            return Ended(null, "address_refused");
        using var expiry = new CancellationTokenSource(settings.Timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, ct);
        try
        {
            using var request = Sign(message, at);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            var status = (int)response.StatusCode;
            var excerpt = await ReadAsync(response, end.Token);
            return Ended(status, ErrorOf(status), excerpt, RetryAfter(response, at));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Ended(null, "timeout");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException && !ct.IsCancellationRequested)
        {
            return Ended(null, ErrorOf(failure));
        }
    }

    static HttpRequestMessage Sign(WebhookMessage message, DateTimeOffset at)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message.Event, Json.Options);
        var (id, timestamp) = (message.Event.Id.ToString(), at.ToUnixTimeSeconds());
        var signatures = StandardWebhook.Sign(message.Secret, id, timestamp, body);
        if (message.OldSecret is not null)
            signatures += " " + StandardWebhook.Sign(message.OldSecret, id, timestamp, body);

        var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = JsonBody;
        request.Headers.UserAgent.Add(Ourselves);
        request.Headers.Add(WebhookSignature.Id, id);
        request.Headers.Add(WebhookSignature.Timestamp, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Signature, signatures);
        request.Headers.Add(WebhookSignature.Simple, WebhookSignature.InHex(message.Secret, timestamp, body));
        if (message.OldSecret is not null)
            request.Headers.Add(WebhookSignature.SimpleOld, WebhookSignature.InHex(message.OldSecret, timestamp, body));
        return request;
    }

    /// <summary>Reads what a sane receiver says, keeps the beginning, and hangs up on the rest.</summary>
    static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength == 0)
            return null;
        var buffer = ArrayPool<byte>.Shared.Rent(2 * LargestKept);
        try
        {
            var (kept, all) = (0, 0);
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            // What is beyond the beginning is read over it, so that the connection can be used again.
            while (all < LargestRead && await stream.ReadAsync(buffer.AsMemory(kept, LargestKept), ct) is > 0 and var read)
                (kept, all) = (Math.Min(kept + read, LargestKept), all + read);
            return kept == 0 ? null : Encoding.UTF8.GetString(buffer, 0, kept).Replace('\0', ' ');
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    static string? ErrorOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "redirect",
        410 => "gone",
        _ => "status",
    };

    /// <summary>Names the kind; the network's own words may tell of our inside and stay here.</summary>
    static string ErrorOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is RefusedAddressException)
                return "address_refused";
        return (failure as HttpRequestException ?? failure.InnerException as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "name_not_found",
            HttpRequestError.ConnectionError => "connection_failed",
            HttpRequestError.SecureConnectionError => "tls_failed",
            _ => "connection_lost",
        };
    }

    public void Dispose() => http.Dispose();
}
