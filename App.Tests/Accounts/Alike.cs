using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace App.Tests.Accounts;

/// <summary>What a stranger can see of an answer, and how long it took. What differs from one answer to the next by itself is left out.</summary>
sealed record Seen(int Status, string Headers, string Body, double Milliseconds);

/// <summary>
/// Whether a door tells a known address from an unknown one: many tries of each, in turn, so that whatever else the machine does falls on
/// both alike.
/// </summary>
static partial class Alike
{
    const int Tries = 200, Looks = 10;
    const double MostApart = 25;

    /// <summary>The same answer after the same time.</summary>
    public static async Task TakesAsLongAsync(int status, string known, Func<string, Task<Seen>> tries)
    {
        var (ofKnown, ofUnknown) = await CompareAsync(status, known, tries, Tries);
        TestContext.Current.TestOutputHelper?.WriteLine($"known {Median(ofKnown):0.0} ms, unknown {Median(ofUnknown):0.0} ms");
        Assert.InRange(Math.Abs(Median(ofKnown) - Median(ofUnknown)), 0, MostApart);
    }

    /// <summary>The same answer, from a page in front of what <see cref="TakesAsLongAsync"/> measures.</summary>
    public static Task LooksAlikeAsync(int status, string known, Func<string, Task<Seen>> tries) => CompareAsync(status, known, tries, Looks);

    static async Task<(List<Seen> Known, List<Seen> Unknown)> CompareAsync(int status, string known, Func<string, Task<Seen>> tries, int times)
    {
        var (ofKnown, ofUnknown) = (new List<Seen>(), new List<Seen>());
        for (var i = 0; i < times; i++)
        {
            ofKnown.Add(await tries(known));
            ofUnknown.Add(await tries(AccountStory.NewAddress("nobody")));
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
        return new((int)answer.StatusCode, Lines(answer.Headers.Concat(answer.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")),
            RequestId().Replace(text, ""), took);
    }

    /// <summary>A form of a page, from a browser that shows it.</summary>
    public static async Task<Seen> SendsAsync(this TestBrowser browser, string page, string form, string email, params (string Name, string Value)[] more)
    {
        await browser.GetAsync(page);
        var watch = Stopwatch.StartNew();
        await browser.SubmitAsync(form, [("email", email), .. more]);
        var took = watch.Elapsed.TotalMilliseconds;
        return new((int)browser.Status, Lines(browser.Headers), TokenOrId().Replace(RequestId().Replace(browser.Html, "").Replace(email, "", StringComparison.Ordinal), ""), took);
    }

    static double Median(List<Seen> seen) => seen.Select(one => one.Milliseconds).Order().ElementAt(seen.Count / 2);

    static string Lines(IEnumerable<string> headers) => RequestId().Replace(string.Join('\n', headers.Where(line => !Varies(line.Split(':')[0]))
        .Select(line => line.StartsWith("Set-Cookie", StringComparison.Ordinal) ? $"{CookieValue().Replace(line, "=")} {line.Length}" : line)), "");

    /// <summary>The moment, and what is left of a quota.</summary>
    static bool Varies(string header) => header is "Date" or "RateLimit" or "X-RateLimit-Remaining" or "X-RateLimit-Reset";

    [GeneratedRegex("req_\\w+")]
    private static partial Regex RequestId();

    [GeneratedRegex("=[^;]*")]
    private static partial Regex CookieValue();

    [GeneratedRegex("CfDJ8[\\w+/=-]+|field-\\d+")]
    private static partial Regex TokenOrId();
}
