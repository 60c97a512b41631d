using System.Net;
using System.Text.RegularExpressions;
using App.Platform;
using Microsoft.AspNetCore.Mvc.Testing;

namespace App.Tests;

/// <summary>A browser without script: keeps cookies, fills in the forms it was shown, follows redirects when told.</summary>
sealed partial class TestBrowser(WebApplicationFactory<Gate> web) : IDisposable
{
    readonly HttpClient http = TestHouse.Http(web);
    string html = "", at = "/";
    List<KeyValuePair<string, string>> sent = [];

    public TestBrowser(TestHouse house) : this(house.Web) { }

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Set-Cookie headers of the last answer, as sent.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];
    public HttpStatusCode Status { get; private set; }

    /// <summary>All headers of the last answer, a line each.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];
    public string Html => html;

    /// <summary>Where the last answer sends the browser, path and query; null when it stays.</summary>
    public string? Location { get; private set; }

    /// <summary>The same page in a second window: same cookies, same forms.</summary>
    public TestBrowser Twin()
    {
        var twin = new TestBrowser(web) { html = html, at = at };
        foreach (var (name, value) in Cookies)
            twin.Cookies[name] = value;
        return twin;
    }

    public async Task<TestBrowser> GetAsync(string path)
    {
        at = path;
        await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return this;
    }

    /// <summary>Sends the form of this name, or with this action, with what is hidden in it and what is given.</summary>
    public async Task<TestBrowser> SubmitAsync(string form, params (string Name, string Value)[] fields)
    {
        var found = Forms().Matches(html).Select(match => match.Value)
            .FirstOrDefault(text => text.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal) || text.Contains($"action=\"{form}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No form {form} on {at}:\n{html}");
        var values = Inputs().Matches(found).Select(match => match.Value).Where(input => input.Contains("type=\"hidden\"", StringComparison.Ordinal))
            .Select(input => KeyValuePair.Create(Attribute(input, "name"), Attribute(input, "value"))).ToList();
        values.AddRange(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        sent = values;
        await PostAsync(form.StartsWith('/') ? form : at);
        return this;
    }

    /// <summary>Sends the last form once more to where the answer led, as a browser does on a 307.</summary>
    public async Task<TestBrowser> RepeatAsync()
    {
        Assert.Equal(HttpStatusCode.TemporaryRedirect, Status);
        await PostAsync(Location!);
        return this;
    }

    Task PostAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(sent) };
        request.Headers.TryAddWithoutValidation("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return SendAsync(request);
    }

    public Task<TestBrowser> FollowAsync() => GetAsync(Location ?? throw new InvalidOperationException($"Nowhere to go: {Status}\n{html}"));

    /// <summary>What the page says above the form.</summary>
    public string Notice => WebUtility.HtmlDecode(NoticeText().Match(html).Groups[1].Value);

    async Task SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var answer = await http.SendAsync(request);
            Status = answer.StatusCode;
            Location = answer.Headers.Location is { } location ? location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString : null;
            html = await answer.Content.ReadAsStringAsync();
            Headers = [.. answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}"))];
            SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        }
        foreach (var cookie in SetCookies)
        {
            var (name, value) = (cookie[..cookie.IndexOf('=')], cookie[(cookie.IndexOf('=') + 1)..].Split(';')[0]);
            if (value.Length == 0)
                Cookies.Remove(name);
            else
                Cookies[name] = value;
        }
    }

    static string Attribute(string input, string name) => WebUtility.HtmlDecode(Regex.Match(input, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    public void Dispose() => http.Dispose();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("class=\"notice-title\">([^<]*)<")]
    private static partial Regex NoticeText();
}
