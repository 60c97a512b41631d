using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// The public contract: API routes, limits, permissions, operations, event types and problem codes. A change shows up as a diff
/// of a file under <c>contract/</c>. With STOCKADE_APPROVE=1 the files are regenerated.
/// </summary>
public sealed partial class ContractTests(TestHost host)
{
    [Fact]
    public void Routes() => Compare("routes.txt",
        from endpoint in host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select $"{endpoint.RoutePattern.RawText!.TrimEnd('/')} {method}");

    [Fact]
    public void Limits() =>
        Compare("limits.txt", Limit.All.Select(limit => $"{limit.Name} {limit.Quota} in {limit.Window} s").Concat(
        from endpoint in host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<RateLimitedAttribute>() is not null
        select $"{endpoint.RoutePattern.RawText} {endpoint.Metadata.GetMetadata<RateLimitedAttribute>()!.Limit.Name}"));

    [Fact]
    public void Permissions() => Compare("permissions.txt",
        host.Services.GetRequiredService<PermissionCatalog>().All
            .Select(permission => $"{permission.Name} {SnakeCase.From(permission.Least.ToString())} {permission.Scope ?? "-"}"));

    [Fact]
    public void Operations() => Compare("operations.txt", App.Features.OperationTypes.Select(type =>
    {
        using var scope = host.Services.CreateScope();
        var operation = (OperationBase)scope.ServiceProvider.GetRequiredService(type);
        return $"{operation.Action} {operation.Access.Name}"
            + $"{(operation.Audited ? "" : " (leaves no entry)")}{(operation.StepUp ? " (asks for step-up)" : "")}";
    }));

    [Fact]
    public void Events() => Compare("events.txt",
        from type in App.Features.All.SelectMany(feature => feature.Events)
        let members = type.Payload.GetProperties().Where(property => property.Name != nameof(IEvent.Subject))
        select $"{type.Name} {string.Join(' ', members.Select(property => SnakeCase.From(property.Name)))}");

    [Fact]
    public void Problem_codes() => Compare("problems.txt",
        host.Services.GetRequiredService<ProblemCatalog>().All.Select(problem => $"{problem.Code} {problem.Status}"));

    /// <summary>Every code must have a documentation page, because responses link to it in doc_url.</summary>
    [Fact]
    public void Every_problem_code_in_the_sources_is_in_the_catalog()
    {
        var catalog = host.Services.GetRequiredService<ProblemCatalog>();
        var used = Sources.Read(["App"], ".cs", ".razor").SelectMany(file => Codes(file.Text)).Distinct().ToList();

        Assert.True(used.Count > 30, "The pattern no longer finds how problems are written.");
        Assert.All(used, code => Assert.NotNull(catalog.Find(code)));
        Assert.Equal(["tea_cold", "tea_gone", "tea_late"],
            Codes("new Problem(409, \"tea_cold\", …), new(410, \"tea_gone\", …), Gone with { Code = \"tea_late\" }"));
    }

    static IEnumerable<string> Codes(string text) => ProblemCode().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(?:(?:Problem|new)\([45]\d\d, |\bCode = )""([a-z_]+)""")]
    private static partial Regex ProblemCode();

    static void Compare(string file, IEnumerable<string> lines)
    {
        var sorted = lines.Distinct().Order(StringComparer.Ordinal);
        Snapshot.Compare(file, new StringBuilder().AppendJoin('\n', sorted).Append('\n').ToString());
    }
}
