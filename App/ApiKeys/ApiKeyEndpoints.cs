using System.ComponentModel;
using App.Organizations;
using Microsoft.AspNetCore.Mvc;

namespace App.ApiKeys;

static class ApiKeyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapResource(
            "/api_keys", "API keys",
            "The credentials of programs. A key has scopes, which limit what it may do, and is shown once, when it is "
            + "created.");
        keys.MapGet("/", ([AsParameters] PageQuery page,
            [FromQuery, Description("If true, returns revoked API keys instead of active ones.")] bool? revoked,
            [FromQuery(Name = "created_by_id"), Description("Returns only API keys that belong to this member.")]
            Id<Member>? createdBy,
            [FromQuery(Name = "parent_key_id"), Description("Returns only API keys that this one created.")]
            Id<ApiKey>? parent,
            ListApiKeys list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), revoked ?? false, createdBy, parent), ct).ToOk());
        keys.MapGet("/{id}", (Id<ApiKey> id, GetApiKey get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
        keys.MapPost("/", (CreateApiKey.Request request, IdempotencyKey? key, CreateApiKey create, CancellationToken ct) =>
            create.ExecuteAsync(request, key, ct).ToCreated(made => $"{Api.Base}/api_keys/{made.Id}"));
        keys.MapDelete("/{id}", (Id<ApiKey> id, RevokeApiKey revoke, CancellationToken ct) =>
            revoke.ExecuteAsync(new(id), null, ct).ToNoContent());
    }
}
