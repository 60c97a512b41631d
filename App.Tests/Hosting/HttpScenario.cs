using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace App.Tests;

/// <summary>Helpers for tests of the REST API.</summary>
static class HttpScenario
{
    public static async Task<(int Status, JsonElement Body)> SendAsync(
        this HttpClient http, string method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new(method), "/api/v1" + path);
        if (body is string json)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        else if (body is not null)
            request.Content = JsonContent.Create(body);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentLength == 0 ? default
            : await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static string Text(this JsonElement json, string member) => json.GetProperty(member).GetString()!;
    public static decimal Number(this JsonElement json, string member) => json.GetProperty(member).GetDecimal();
}
