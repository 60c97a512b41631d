using System.Net;
using System.Text.RegularExpressions;

namespace Load;

/// <summary>
/// A signed-in shopper who buys three products in eight calls, as a browser without script does: a product page, three times "Add
/// to cart", the cart, "Go to checkout", the checkout, "Place order". Redirects are not followed unless the page is needed.
/// </summary>
sealed partial class Shopper(Side app, Organization organization, string accessToken)
{
    readonly Dictionary<string, string> cookies = new() { ["__Host-shopper-session"] = accessToken };
    readonly string home = $"/s/{organization.Slug}";

    public async Task BuyAsync(IEnumerable<int> products)
    {
        var wanted = products.ToArray();
        var page = await GetAsync(PageOf(wanted[0]));
        foreach (var product in wanted)
            await PostAsync(PageOf(product), page, "add", ("variant", TypeId.Format("var", organization.Variant(product))), ("quantity", "2"));
        var cart = await GetAsync($"{home}/cart");
        await PostAsync($"{home}/cart", cart, "cart", [.. wanted.Select(product => ($"quantity_{TypeId.Format("var", organization.Variant(product))}", "2")), ("do", "checkout")]);
        var checkout = await GetAsync($"{home}/checkout");
        var placed = await PostAsync($"{home}/checkout", checkout, "place", ("cart", ValueOf(checkout, "cart")), ("revision", ValueOf(checkout, "revision")));
        if (!placed.Contains("/orders/", StringComparison.Ordinal))
            throw new InvalidOperationException($"The order was not placed; the storefront redirected to {placed}.");
    }

    string PageOf(int product) => $"{home}/p/{TypeId.Format("prd", organization.Product(product))}";

    async Task<string> GetAsync(string path)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return await answer.Content.ReadAsStringAsync();
    }

    async Task<string> PostAsync(string path, string page, string form, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Append(("_handler", form)).Append(("__RequestVerificationToken", ValueOf(page, "__RequestVerificationToken")))
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.TryAddWithoutValidation("Origin", app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await SendAsync(request);
        return answer.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException($"{path} returned {(int)answer.StatusCode} instead of a redirect.");
    }

    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await app.Http.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            if (cookie.Split(';')[0].Split('=', 2) is [var name, var value])
                cookies[name] = value;
        return answer;
    }

    static string ValueOf(string page, string name) =>
        Inputs().Matches(page).Select(match => match.Value).Where(input => input.Contains($"name=\"{name}\"", StringComparison.Ordinal))
            .Select(input => WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value)).First();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
