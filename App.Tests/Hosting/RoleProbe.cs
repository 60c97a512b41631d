using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using App.Organizations;
using App.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>
/// Tries everything as a member and returns how the answers differ from what the member's role may do: each operation, each page
/// of the menu, each route of the API.
/// </summary>
sealed class RoleProbe(TestHost host, RoleMatrix matrix, TestOrganization organization, TestActor person, string role)
{
    sealed record Blank : IRequest;

    /// <summary>Calls every operation that needs a permission, at the Gate.</summary>
    public async Task<IReadOnlyList<string>> OperationsAsync()
    {
        var differences = new List<string>();
        foreach (var type in App.Features.OperationTypes)
        {
            var (operation, problem) = await TryAsync(type);
            if (operation.Access.Permission is { } permission)
                differences.AddRange(Differences(operation.Action, permission.Name, problem?.Code, problem?.Explanation));
        }
        return differences;
    }

    /// <summary>Opens every page of the menu, and compares the menu itself.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync()
    {
        using var browser = await host.BrowserOfAsync(person);
        var differences = new List<string>();
        var home = (await browser.GetAsync($"/{organization.Slug}")).Html;
        foreach (var entry in App.Features.All.SelectMany(feature => feature.Navigation))
        {
            var path = $"/{organization.Slug}{(entry.Path.Length == 0 ? "" : "/")}{entry.Path}";
            var page = await browser.GetAsync(path);
            var allowed = entry.Permission is null || matrix.Has(role, entry.Permission);
            if (page.Status != HttpStatusCode.OK)
                differences.Add($"{role}: {path} answered {page.Status}");
            if (allowed == page.Html.Contains("<code>forbidden</code>", StringComparison.Ordinal))
                differences.Add($"{role}: {path} is {(allowed ? "refused" : "shown")}");
            if (allowed != home.Contains($"href=\"{path}\"", StringComparison.Ordinal))
                differences.Add($"{role}: the menu {(allowed ? "lacks" : "has")} {path}");
        }
        return differences;
    }

    /// <summary>Sends a request to every route of the API that needs a permission, with ids that nobody has.</summary>
    public async Task<(IReadOnlyList<string> Differences, int Sent)> RoutesAsync()
    {
        using var http = host.Web.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await host.AccessTokenAsync(person, organization.Id));
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var differences = new List<string>();
        var sent = 0;
        foreach (var route in host.ApiRoutes())
        {
            var permission = PermissionOf(document, route);
            if (!RoleMatrix.Permissions.Contains(permission))
                continue;
            using var request = RequestTo(route);
            using var response = await http.SendAsync(request);
            var problem = response.StatusCode == HttpStatusCode.Forbidden
                ? await response.Content.ReadFromJsonAsync<JsonElement>(Json.Options)
                : default(JsonElement?);
            sent++;
            differences.AddRange(Differences(
                route.Name, permission, problem?.Text("code"),
                problem is { } body && body.TryGetProperty("explanation", out var told)
                    ? told.Deserialize<Explanation>(Json.Options)
                    : null));
        }
        return (differences, sent);
    }

    IEnumerable<string> Differences(string what, string permission, string? code, Explanation? explanation)
    {
        var allowed = matrix.Has(role, permission);
        if (allowed == (code == "forbidden"))
            yield return $"{role}: {what} answered {code ?? "without a refusal"}";
        else if (!allowed && matrix.FaultOf(explanation, role, permission) is { } fault)
            yield return $"{role}: {what} {fault}";
    }

    static string PermissionOf(JsonElement document, ApiRoute route)
    {
        var paths = document.GetProperty("paths");
        var path = paths.TryGetProperty(Api.Base + route.Path, out var found) ? found : paths.GetProperty($"{Api.Base}{route.Path}/");
        return path.GetProperty(route.Method.ToLowerInvariant()).GetProperty("x-permission").GetString()!;
    }

    HttpRequestMessage RequestTo(ApiRoute route)
    {
        var path = ApiRoute.Places().Replace(route.Path, place => UnknownId(route.KindAt(place.Groups[1].Value)));
        var request = new HttpRequestMessage(new(route.Method), Api.Base + path);
        if (ForeignIdsTests.Bodies.TryGetValue(route.Name, out var body))
            request.Content = new StringContent(
                ForeignIdsTests.Tokens().Replace(body, token => UnknownId(token.Groups[1].Value.TrimEnd('2'))),
                Encoding.UTF8, "application/json");
        return request;
    }

    string UnknownId(string kind) => kind == "slug" ? organization.Slug : TypeId.Format(kind, Guid.CreateVersion7());

    async Task<(OperationBase Operation, Problem? Problem)> TryAsync(Type type)
    {
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(person.Credential);
        var operation = (OperationBase)scope.ServiceProvider.GetRequiredService(type);
        var result = await scope.ServiceProvider.GetRequiredService<Gate>().ReadAsync<Blank, Done>(
            operation, new Blank(), (_, _, _) => Task.FromResult<Result<Done>>(new Done()), default);
        return (operation, result.Problem);
    }
}
