using App.Organizations;

namespace App.ApiKeys;

public enum KeyMode { Live, Test }

/// <summary>
/// Creates an API key. The key is returned only in this response. It can have only scopes that its creator has, and only an owner
/// can give it scopes to change members, keys or webhooks.
/// </summary>
public sealed class CreateApiKey(Gate gate, PermissionCatalog catalog, MemberStore members)
    : Operation<CreateApiKey.Request, CreatedApiKey>(gate)
{
    /// <param name="Name">Up to 80 characters, such as the name of the program that uses the key.</param>
    /// <param name="Scopes">At least one scope.</param>
    /// <param name="Mode">live. Test keys cannot be created until there are test data for them to act on.</param>
    /// <param name="ExpiresAt">
    /// The time at which the key stops working. If omitted, it works until it is revoked, or as long as the API key that creates
    /// it. A key cannot work longer than the key that creates it.
    /// </param>
    public sealed record Request(
        [property: Mailed] string Name, IReadOnlyList<string> Scopes, KeyMode Mode = KeyMode.Live,
        DateTimeOffset? ExpiresAt = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .Text(Name, 80, "The name")
            .That(Scopes.Count is > 0 and <= 100, nameof(Scopes), "Choose at least one scope.");
    }

    protected internal override Access Access => Access.Member(ApiKeyPermissions.Change);
    protected internal override string Action => "key.create";
    protected internal override Effects Effects => Effects.NewCredential;

    protected override async Task<Result<CreatedApiKey>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (request.Scopes.Except(catalog.Scopes).FirstOrDefault() is { } unknown)
            return Problem.Invalid.For(
                "scopes", $"'{unknown}' is not a scope. Valid scopes: {string.Join(", ", catalog.Scopes)}.");
        if (request.Mode == KeyMode.Test)
            return ApiKeyProblems.NoTestMode;
        if (request.ExpiresAt <= context.Now)
            return Problem.Invalid.For("expires_at", "expires_at must be in the future.");
        if (request.Scopes.Except(Scopes.Of(context.Actor.May, catalog)).ToList() is { Count: > 0 } above)
            return ApiKeyProblems.NotYours(above);
        if (request.Scopes.Except(Scopes.GrantableBy(context.Actor.May, catalog)).ToList() is { Count: > 0 } sensitive)
            return ApiKeyProblems.Sensitive(sensitive);

        var parent = await ParentAsync(context, ct);
        if (parent?.ExpiresAt is { } latest && request.ExpiresAt > latest)
            return ApiKeyProblems.ParentExpires(latest);
        var creator = parent?.CreatedById ?? await CreatorAsync(context, ct);
        if (parent is { RevokedAt: not null } || !await members.HoldAsync(context, creator, ct))
            return Problem.Unauthenticated; // both have just ended in another transaction
        var text = KeyText.Make(request.Mode == KeyMode.Live);
        var expires = request.ExpiresAt ?? parent?.ExpiresAt;
        var key = ApiKey.Create(creator, parent?.Id, request.Name.Trim(), text, request.Scopes, expires, context.Now);
        context.Db.ApiKeys.Add(key);
        var view = ApiKeyView.Of(key);
        context.Note(key.Id.ToString(), key.Name, after: view);
        return CreatedApiKey.Of(view, text.Text);
    }

    /// <summary>
    /// Returns the key that creates this one, locked, so that it cannot be revoked without its new descendant. Returns null if a
    /// member creates it.
    /// </summary>
    static async Task<ApiKey?> ParentAsync(OperationContext context, CancellationToken ct) =>
        Id<ApiKey>.TryRead(context.Actor.Id, out var id) ? await context.LockAsync(id, ct) : null;

    /// <summary>
    /// Returns the member whose permissions limit the key: the member who creates it or, for background loops, the first owner.
    /// </summary>
    async Task<Id<Member>> CreatorAsync(OperationContext context, CancellationToken ct) =>
        Id<Member>.TryRead(context.Actor.Id, out var member) ? member : await members.FirstOwnerAsync(context, ct);
}
