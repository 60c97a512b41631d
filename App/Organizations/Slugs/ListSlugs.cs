namespace App.Organizations;

/// <summary>Returns the slugs that the organization had before. Their links lead to its current one.</summary>
public sealed class ListSlugs(Gate gate, SlugStore slugs) : Query<ListSlugs.Request, ListSlugs.Answer>(gate)
{
    public sealed record Request : IRequest;

    /// <param name="Former">The earlier slugs, the latest first.</param>
    public sealed record Answer(IReadOnlyList<string> Former);

    protected internal override Access Access => Access.Member(OrganizationPermissions.Change);
    protected internal override string Action => "organization.list_slugs";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var all = await slugs.OfCurrentAsync(context, ct);
        return new Answer([.. all.Select(claimed => claimed.Slug).Where(slug => slug != context.Organization.Slug)]);
    }
}
