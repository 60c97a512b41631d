using App.Comments.Parts;
using static App.Platform.Http.Examples;

namespace App.Comments;

/// <summary>Lets staff write about records, and shows what happened to a record. The features declare which records.</summary>
public sealed class CommentsModule : Module
{
    public override string Title => "Comments";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddTransient<CommentViews>().AddTransient<CommentChecks>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => CommentEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => CommentPermissions.All;

    public override IReadOnlyList<PagePart> Parts => [new(PagePart.RecordTimeline, typeof(RecordTimeline))];

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<CommentCreated>("Comment added", "Somebody commented on a record."),
        EventType.Of<CommentUpdated>("Comment edited", "The author of a comment changed its text."),
        EventType.Of<CommentDeleted>("Comment deleted", "The author of a comment deleted it."),
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("record_id", ExampleId("ord")), new("text", $"<@{ExampleId("mem")}> The customer asks for Friday."),
        new("name", "Ana Ferreira"), new("author_name", "Ana Ferreira"), new("author_id", ExampleId("mem")),
        Example.Of<CommentView.Writer>("id", ExampleId("mem")),
    ];

    public override IReadOnlyList<Problem> Problems => CommentProblems.All;
}
