using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// The public contract: API routes, limits, permissions, operations, credentials, event types and problem codes. A change shows
/// up as a diff of a file under <c>contract/</c>. With STOCKADE_APPROVE=1 the files are regenerated.
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
        Compare("limits.txt", host.Services.GetRequiredService<RateLimits>().All.Select(limit => $"{limit.Name} {limit.Quota} in {limit.Window} s").Concat(
        from endpoint in host.Web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<RateLimitedAttribute>() is not null
        select $"{endpoint.RoutePattern.RawText} {endpoint.Metadata.GetMetadata<RateLimitedAttribute>()!.Limit}"));

    [Fact]
    public void Permissions() => Compare("permissions.txt",
        from permission in Catalog.All
        let roles = Catalog.Roles.Where(role => role.Permissions.Contains(permission.Name)).Select(role => role.ApiName)
        select $"{permission.Name} {string.Join(',', roles.Order(StringComparer.Ordinal))} {permission.Scope ?? "-"}");

    PermissionCatalog Catalog => host.Services.GetRequiredService<PermissionCatalog>();

    [Fact]
    public void Operations() => Compare("operations.txt", App.Features.OperationTypes.Select(type =>
    {
        using var scope = host.Services.CreateScope();
        var operation = (OperationBase)scope.ServiceProvider.GetRequiredService(type);
        return $"{operation.Action} {operation.Access.Name}"
            + $"{(operation.Audited ? "" : " (leaves no entry)")}{(operation.StepUp ? " (asks for step-up)" : "")}";
    }));

    /// <summary>
    /// The resolvers of credentials, and all functions of the database that bypass row level security, with their rights.
    /// </summary>
    [Fact]
    public async Task Credentials() => Compare("credentials.txt",
        host.Services.GetRequiredService<CredentialResolvers>().All.Select(Describe).Concat(await host.ScalarAsync<string[]>("""
            select array_agg(format('function %s: owner %s, security %s, %s, executed by %s',
                p.oid::regprocedure, p.proowner::regrole, case when p.prosecdef then 'definer' else 'invoker' end,
                coalesce(array_to_string(p.proconfig, ' '), 'search path not pinned'),
                coalesce((select string_agg(case a.grantee when 0 then 'public' else a.grantee::regrole::text end, ' ')
                    from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner),
                    'its owner')))
            from pg_proc p where p.pronamespace = 'platform'::regnamespace
            """)));

    static string Describe(ICredentialResolver resolver) =>
        $"credential {resolver.Credential.Name}: {resolver.GetType().FullName}"
        + $", valid for {string.Join(' ', resolver.ValidFor.Select(kind => SnakeCase.From($"{kind}")).DefaultIfEmpty("nothing"))}"
        + $", found by {(resolver.Function is { } function ? $"platform.{function}" : "nothing")}"
        + (resolver.AllowsStepUp ? ", allows step-up" : "");

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
