using Microsoft.AspNetCore.Mvc;

namespace App.Comments;

static class CommentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var comments = routes.MapResource(
            "/comments", "Comments",
            "What people and programs wrote about orders, customers, products and other records. A comment can mention members, "
            + "who are then notified.");
        comments.MapGet("/", ([AsParameters] PageQuery page, [FromQuery(Name = "record_id")] string? recordId,
            ListComments list, CancellationToken ct) => list.ExecuteAsync(new(page.ToRequest(), recordId), ct).ToOk());
        comments.MapGet("/{id}", (Id<Comment> id, GetComment get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
        comments.MapPost("/", (
            CreateComment.Request request, IdempotencyKey? key, CreateComment create, CancellationToken ct) =>
            create.ExecuteAsync(request, key, ct).ToCreated(comment => $"{Api.Base}/comments/{comment.Id}"));
        comments.MapPatch("/{id}", (
            Id<Comment> id, UpdateComment.Changes changes, IdempotencyKey? key, UpdateComment update, CancellationToken ct) =>
            update.ExecuteAsync(new(id, changes), key, ct).ToOk());
        comments.MapDelete("/{id}", (Id<Comment> id, DeleteComment delete, CancellationToken ct) =>
            delete.ExecuteAsync(new(id), null, ct).ToNoContent());
    }
}
