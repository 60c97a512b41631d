using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace App.Tests;

/// <summary>The parts of a response that an anonymous caller can compare, without values that vary between responses.</summary>
sealed record Seen(int Status, string Headers, string Body, double Milliseconds);

/// <summary>
/// Checks that an endpoint answers known and unknown addresses alike. Both are tried alternately and many times, so other load on
/// the machine affects both equally.
/// </summary>
static partial class Alike
{
    const int TimedTries = 200, UntimedTries = 10;
    const double MostApart = 25;

    /// <summary>Asserts the same response after the same time.</summary>
    public static async Task TakesAsLongAsync(int status, string known, Func<string, Task<Seen>> tries)
    {
        var (ofKnown, ofUnknown) = await CompareAsync(status, known, tries, TimedTries);
        TestContext.Current.TestOutputHelper?.WriteLine($"known {Median(ofKnown):0.0} ms, unknown {Median(ofUnknown):0.0} ms");
        Assert.InRange(Math.Abs(Median(ofKnown) - Median(ofUnknown)), 0, MostApart);
    }

    /// <summary>Asserts the same response from a page. <see cref="TakesAsLongAsync"/> measures the operation behind it.</summary>
    public static Task LooksAlikeAsync(int status, string known, Func<string, Task<Seen>> tries) =>
        CompareAsync(status, known, tries, UntimedTries);

    static async Task<(List<Seen> Known, List<Seen> Unknown)> CompareAsync(
        int status, string known, Func<string, Task<Seen>> tries, int times)
    {
        var ofKnown = new List<Seen>();
        var ofUnknown = new List<Seen>();
        for (var i = 0; i < times; i++)
        {
            ofKnown.Add(await tries(known));
            ofUnknown.Add(await tries(AccountScenario.NewAddress("nobody")));
        }
        var first = ofKnown[0];
        foreach (var seen in ofKnown.Concat(ofUnknown))
        {
            Assert.Equal(status, seen.Status);
            Assert.Equal(first.Headers, seen.Headers);
            Assert.Equal(first.Body, seen.Body);
        }
        return (ofKnown, ofUnknown);
    }

    public static async Task<Seen> AsksAsync(this HttpClient http, string path, object body)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await http.PostAsJsonAsync("/api/v1" + path, body);
        var text = await answer.Content.ReadAsStringAsync();
        var took = watch.Elapsed.TotalMilliseconds;
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key != "ETag") // the hash of a body with a random token
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return new((int)answer.StatusCode, Lines(headers), ResetToken().Replace(RequestId().Replace(text, ""), ""), took);
    }

    /// <summary>Submits a form of a page from a browser that has opened it.</summary>
    public static async Task<Seen> SendsAsync(
        this TestBrowser browser, string page, string form, string email, params (string Name, string Value)[] more)
    {
        await browser.GetAsync(page);
        var watch = Stopwatch.StartNew();
        await browser.SubmitAsync(form, [("email", email), .. more]);
        var took = watch.Elapsed.TotalMilliseconds;
        var html = RequestId().Replace(browser.Html, "").Replace(email, "", StringComparison.Ordinal);
        return new((int)browser.Status, Lines(browser.Headers), TokenOrId().Replace(html, ""), took);
    }

    static double Median(List<Seen> seen) => seen.Select(one => one.Milliseconds).Order().ElementAt(seen.Count / 2);

    static string Lines(IEnumerable<string> headers)
    {
        var lines = headers.Where(line => !Varies(line.Split(':')[0])).Select(line =>
            line.StartsWith("Set-Cookie", StringComparison.Ordinal) ? $"{CookieValue().Replace(line, "=")} {line.Length}" : line);
        return RequestId().Replace(string.Join('\n', lines), "");
    }

    /// <summary>Returns true for headers that contain the time or the remaining quota.</summary>
    static bool Varies(string header) => header is "Date" or "RateLimit" or "X-RateLimit-Remaining" or "X-RateLimit-Reset";

    [GeneratedRegex("req_\\w+")]
    private static partial Regex RequestId();

    [GeneratedRegex("(?<=\"reset_token\":\")[^\"]+")]
    public static partial Regex ResetToken();

    [GeneratedRegex("=[^;]*")]
    private static partial Regex CookieValue();

    [GeneratedRegex("CfDJ8[\\w+/=-]+|field-\\d+")]
    private static partial Regex TokenOrId();
}
