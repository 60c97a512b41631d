using App.Docs.Errors;
using App.Docs.Reference;

namespace App.Docs;

/// <summary>
/// Registers the documentation: guides, which are written by hand, and the API reference and the error pages, which are made from
/// the code.
/// </summary>
public sealed class DocsModule : Module
{
    public override string Title => "Documentation";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ApiReference>();
        services.AddSingleton<ErrorGuide>();
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => DocsSearch.Map(routes);
}
