namespace App.Organizations;

/// <summary>
/// Returns the address that a new organization would get, for the forms that create one. It reveals only which addresses are
/// taken, as their storefronts do.
/// </summary>
public sealed class SuggestSlug(Gate gate, SlugStore slugs) : Query<SuggestSlug.Request, SuggestSlug.Answer>(gate)
{
    /// <summary>Limits the suggestions for one IP address. Forms ask while someone types.</summary>
    public static readonly Limit Limit = new("slug_suggestions", 120, 60);

    /// <param name="Name">Name of the organization.</param>
    /// <param name="Slug">The slug that was typed; blank to derive one from the name.</param>
    public sealed record Request([property: AnyText] string? Name, [property: AnyText] string? Slug) : IRequest
    {
        public void Check(Checks checks) => checks
            .OptionalText(Name, 100, "The organization's name")
            .OptionalText(Slug, 200, "The address");
    }

    /// <param name="Slug">The slug that was typed or derived; null if the name is blank.</param>
    /// <param name="Fault">Why it cannot be chosen; null if it can.</param>
    /// <param name="Suggestions">Up to three free ones to choose instead.</param>
    public sealed record Answer(string? Slug, string? Fault, IReadOnlyList<string> Suggestions);

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "organization.suggest_slug";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (SlugRules.Clean(request.Slug) is not { } typed)
        {
            if (string.IsNullOrWhiteSpace(request.Name))
                return new Answer(null, null, []);
            return new Answer((await slugs.SuggestAsync(context, SlugRules.For(request.Name), null, ct))[0], null, []);
        }
        if (SlugRules.FaultOf(typed) is { } fault)
            return new Answer(typed, fault, await slugs.SuggestAsync(context, SlugRules.For(typed), null, ct));
        var taken = await slugs.RefusalForNewAsync(context, typed, ct);
        return new Answer(
            typed, taken is null ? null : OrganizationProblems.SlugTaken.Detail,
            taken is null ? [] : await slugs.SuggestAsync(context, SlugRules.Near(typed), null, ct));
    }
}
