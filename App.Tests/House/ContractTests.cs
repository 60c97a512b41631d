using System.Text;
using System.Text.RegularExpressions;
using App.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.HouseRules;

/// <summary>
/// What others rely on, written down: API routes, limits, permissions, event types, problem codes. A change shows up as a change of a file
/// under <c>contract/</c>; with STOCKADE_APPROVE=1 the files are written anew.
/// </summary>
public sealed partial class ContractTests(TestHouse house)
{
    [Fact]
    public void Routes() => Compare("routes.txt",
        from endpoint in house.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select $"{endpoint.RoutePattern.RawText!.TrimEnd('/')} {method}");

    [Fact]
    public void Limits() => Compare("limits.txt", Limit.All.Select(limit => $"{limit.Name} {limit.Quota} in {limit.Window} s").Concat(
        from endpoint in house.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<EntranceAttribute>() is not null
        select $"{endpoint.RoutePattern.RawText} {endpoint.Metadata.GetMetadata<EntranceAttribute>()!.Limit.Name}"));

    [Fact]
    public void Permissions() => Compare("permissions.txt",
        house.Services.GetRequiredService<PermissionCatalogue>().All.Select(permission => $"{permission.Name} {SnakeCase.From(permission.Least.ToString())} {permission.Scope ?? "-"}"));

    [Fact]
    public void Doors() => Compare("doors.txt", App.House.GatedTypes.Select(type =>
    {
        using var scope = house.Services.CreateScope();
        var gated = (Gated)scope.ServiceProvider.GetRequiredService(type);
        return $"{gated.Action} {gated.Permission.Name}{(gated.Audited ? "" : " (leaves no entry)")}{(gated.StepUp ? " (asks for step-up)" : "")}";
    }));

    [Fact]
    public void Events() => Compare("events.txt",
        from type in App.House.Features.SelectMany(feature => feature.Events)
        select $"{type.Name} {string.Join(' ', type.Payload.GetProperties().Where(property => property.Name != nameof(IEvent.Subject)).Select(property => SnakeCase.From(property.Name)))}");

    [Fact]
    public void Problem_codes() => Compare("problems.txt", house.Services.GetRequiredService<ProblemCatalogue>().All.Select(problem => $"{problem.Code} {problem.Status}"));

    /// <summary>So that every doc_url leads to a page.</summary>
    [Fact]
    public void Every_code_in_the_sources_is_in_the_catalogue()
    {
        var known = house.Services.GetRequiredService<ProblemCatalogue>();
        var used = Sources.Read(["App"], ".cs", ".razor").SelectMany(file => Codes(file.Text)).Distinct().ToList();

        Assert.True(used.Count > 30, "The pattern no longer finds how problems are written.");
        Assert.All(used, code => Assert.NotNull(known.Find(code)));
        Assert.Equal(["tea_cold", "tea_gone", "tea_late"], Codes("new Problem(409, \"tea_cold\", …), new(410, \"tea_gone\", …), Gone with { Code = \"tea_late\" }"));
    }

    static IEnumerable<string> Codes(string text) => ProblemCode().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(?:(?:Problem|new)\([45]\d\d, |\bCode = )""([a-z_]+)""")]
    private static partial Regex ProblemCode();

    static void Compare(string file, IEnumerable<string> lines)
    {
        var path = Path.Combine(Sources.Root, "App.Tests", "House", "contract", file);
        var now = new StringBuilder().AppendJoin('\n', lines.Distinct().Order(StringComparer.Ordinal)).Append('\n').ToString();
        if (Environment.GetEnvironmentVariable("STOCKADE_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
        }
        Assert.Equal(File.ReadAllText(path), now);
    }
}
