using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Claims slugs and finds free ones. An organization keeps every slug that it has claimed.</summary>
public sealed class SlugStore
{
    /// <summary>
    /// The number of new slugs that an organization can claim within <see cref="Period"/>, because each is taken for good.
    /// </summary>
    public const int MostNew = 5;

    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    const int MostSuggestions = 3;

    public sealed record ClaimedSlug(string Slug, DateTimeOffset ClaimedAt);

    /// <summary>Claims a slug. Returns false if it, or one that looks like it, belongs to another organization.</summary>
    public async Task<bool> ClaimAsync(OperationContext context, string slug, Guid organizationId, CancellationToken ct)
    {
        var claimed = await context.Db.Database.SqlQuery<bool>(
            $"select platform.claim_slug({slug}, {SlugRules.LookOf(slug)}, {organizationId}, {context.Now})").ToListAsync(ct);
        return claimed[0];
    }

    /// <summary>Claims another slug for the current organization, or returns the problem that prevents it.</summary>
    public async Task<Problem?> ChangeAsync(OperationContext context, string slug, CancellationToken ct)
    {
        var own = await OfCurrentAsync(context, ct);
        if (own.Any(claimed => claimed.Slug == slug))
            return null;
        // The first slug came with the organization, so it was not chosen instead of another one.
        var recent = own.SkipLast(1).Where(claimed => claimed.ClaimedAt > context.Now - Period).ToList();
        if (recent.Count >= MostNew)
            return OrganizationProblems.TooManySlugs with
            {
                RetryAfter = (int)Math.Ceiling((recent[^1].ClaimedAt + Period - context.Now).TotalSeconds),
            };
        var organizationId = context.Organization.Id;
        return await ClaimAsync(context, slug, organizationId, ct) ? null : await TakenAsync(context, slug, organizationId, ct);
    }

    /// <summary>Returns all slugs that the current organization has or had, the latest first.</summary>
    public Task<List<ClaimedSlug>> OfCurrentAsync(OperationContext context, CancellationToken ct) =>
        context.Db.Database.SqlQuery<ClaimedSlug>(
            $"""
            select slug as "Slug", claimed_at as "ClaimedAt" from platform.slugs_of({context.Organization.Id})
            """).ToListAsync(ct);

    /// <summary>Returns the problem of a slug that a new organization cannot get, or null if it is free.</summary>
    public async Task<Problem?> RefusalForNewAsync(OperationContext context, string? slug, CancellationToken ct) =>
        slug is null || (await FreeAsync(context, [slug], null, ct)).Count > 0 ? null : await TakenAsync(context, slug, null, ct);

    /// <summary>Returns the first slugs of the sequence that are free, at most three.</summary>
    public async Task<IReadOnlyList<string>> SuggestAsync(
        OperationContext context, IEnumerable<string> candidates, Guid? organizationId, CancellationToken ct) =>
        [.. (await FreeAsync(context, [.. candidates.Take(10)], organizationId, ct)).Take(MostSuggestions)];

    async Task<Problem> TakenAsync(OperationContext context, string slug, Guid? organizationId, CancellationToken ct) =>
        OrganizationProblems.SlugTakenWith(await SuggestAsync(context, SlugRules.Near(slug), organizationId, ct));

    static Task<List<string>> FreeAsync(
        OperationContext context, string[] slugs, Guid? organizationId, CancellationToken ct)
    {
        var looks = slugs.Select(SlugRules.LookOf).ToArray();
        return context.Db.Database.SqlQuery<string>(
            $"select * from platform.free_slugs({slugs}, {looks}, {organizationId}) as \"Value\"").ToListAsync(ct);
    }
}
