using System.Text.Json.Nodes;
using App.ApiKeys.Parts;
using App.Organizations;
using Microsoft.AspNetCore.Authentication;

namespace App.ApiKeys;

/// <summary>Provides API keys, with which programs call the API.</summary>
public sealed class ApiKeysModule : Module
{
    public override string Title => "API keys";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(Authentication.ApiKeyScheme, null);
        services.AddSingleton<ReadApiKey>(ApiKeyAuthentication.Read);
        services.AddSingleton<ISecuritySourceResolver, KeySourceResolver>();
    }

    public override void MapRoutes(IEndpointRouteBuilder routes) => ApiKeyEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => ApiKeyPermissions.All;

    public override IReadOnlyList<ICredentialResolver> Credentials => [new ApiKeyResolver()];

    public override IReadOnlyList<TransactionHandler> TransactionHandlers =>
    [
        TransactionHandler.For<MemberSuspended>(KeyRevocation.InvitationsOfSuspendedAsync),
        TransactionHandler.For<MemberRemoved>(KeyRevocation.OfMemberAsync),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Developers, "API keys", "api_keys", "key", 10, ApiKeyPermissions.Read.Name, "g k")];

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.Member, typeof(MemberKeysCard), ApiKeyPermissions.Read.Name)];

    public override IReadOnlyList<RecordPage> RecordPages =>
        [RecordPage.Of<ApiKey>("API key", "api_keys/", ApiKeyPermissions.Read, key => key.Name)];

    public override IReadOnlyList<RecordKind> Records =>
        [RecordKind.Of<ApiKeyRecords>("API key", 60, ApiKeyPermissions.Read.Name)];

    public override IReadOnlyList<QuickAction> Actions =>
        [new("Create API key", "api_keys/new", ApiKeyPermissions.Change.Name, Static: true)];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(ApiKeyState.Active, "Active", Tone.Success, Shape.Filled),
        new(ApiKeyState.Expiring, "Expires soon", Tone.Warning, Shape.Half),
        new(ApiKeyState.Expired, "Expired", Tone.Neutral, Shape.Cross),
        new(ApiKeyState.Revoked, "Revoked", Tone.Danger, Shape.Cross),
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("name", "Warehouse robot"), new("mode", "live"), new("prefix", "stk_live_"), new("first_eight", "7Qm2xK9d"),
        new("scopes", new JsonArray("orders:read")), new("secret", "stk_live_7Qm2xK9d…"),
    ];

    public override IReadOnlyList<Problem> Problems =>
    [
        ApiKeyProblems.NotYoursToGive, ApiKeyProblems.SensitiveScope, ApiKeyProblems.NoTestMode, ApiKeyProblems.OutlivesParent,
        ApiKeyAuthentication.Malformed, ApiKeyAuthentication.Refused,
    ];
}
