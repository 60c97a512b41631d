using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace App.Tests;

/// <summary>
/// A browser without JavaScript: keeps cookies, submits forms of the current page, follows redirects on request.
/// </summary>
sealed partial class TestBrowser(WebApplicationFactory<Gate> web) : IDisposable
{
    readonly HttpClient http = TestHost.Http(web);
    string html = "", currentPath = "/";
    List<KeyValuePair<string, string>> sent = [];

    public TestBrowser(TestHost host) : this(host.Web) { }

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The raw Set-Cookie headers of the last response.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];
    public HttpStatusCode Status { get; private set; }

    /// <summary>All headers of the last response, one per line.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];
    public string Html => html;

    /// <summary>Path and query of the last response's redirect; null if it was not a redirect.</summary>
    public string? Location { get; private set; }

    /// <summary>The same page in a second window, with the same cookies and forms.</summary>
    public TestBrowser Twin()
    {
        var twin = new TestBrowser(web) { html = html, currentPath = currentPath };
        foreach (var (name, value) in Cookies)
            twin.Cookies[name] = value;
        return twin;
    }

    public async Task<TestBrowser> GetAsync(string path)
    {
        currentPath = path;
        await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return this;
    }

    /// <summary>Submits the form with this name or action, with its hidden fields and the given ones.</summary>
    public async Task<TestBrowser> SubmitAsync(string form, params (string Name, string Value)[] fields)
    {
        var found = Forms().Matches(html).Select(match => match.Value)
            .FirstOrDefault(text => text.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal)
                || text.Contains($"action=\"{form}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No form {form} on {currentPath}:\n{html}");
        var values = Inputs().Matches(found).Select(match => match.Value)
            .Where(input => input.Contains("type=\"hidden\"", StringComparison.Ordinal))
            .Select(input => KeyValuePair.Create(Attribute(input, "name"), Attribute(input, "value")))
            .Where(hidden => fields.All(field => field.Name != hidden.Key)) // a script has filled it in
            .ToList();
        values.AddRange(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        sent = values;
        await PostAsync(form.StartsWith('/') ? form : currentPath);
        return this;
    }

    /// <summary>Submits the last form again to the redirect's target, as a browser does after a 307.</summary>
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

    public Task<TestBrowser> FollowAsync() =>
        GetAsync(Location ?? throw new InvalidOperationException($"The response is not a redirect: {Status}\n{html}"));

    /// <summary>The title of the notice on the page.</summary>
    public string Notice => WebUtility.HtmlDecode(NoticeText().Match(html).Groups[1].Value);

    async Task SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers
                .TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var response = await http.SendAsync(request);
            Status = response.StatusCode;
            Location = response.Headers.Location is { } location ? location.IsAbsoluteUri ? location.PathAndQuery
                : location.OriginalString : null;
            html = await response.Content.ReadAsStringAsync();
            Headers = [.. response.Headers.Concat(response.Content.Headers)
                .SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}"))];
            SetCookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        }
        foreach (var cookie in SetCookies)
        {
            var name = cookie[..cookie.IndexOf('=')];
            var value = cookie[(cookie.IndexOf('=') + 1)..].Split(';')[0];
            if (value.Length == 0)
                Cookies.Remove(name);
            else
                Cookies[name] = value;
        }
    }

    static string Attribute(string input, string name) =>
        WebUtility.HtmlDecode(Regex.Match(input, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    public void Dispose() => http.Dispose();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("class=\"notice-title\">([^<]*)<")]
    private static partial Regex NoticeText();
}
