using App.Organizations;
using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.ApiKeys;

public enum KeyMode { Live, Test }

/// <summary>A machine gets its credential. It is shown once, and may do no more than who creates it.</summary>
public sealed class CreateApiKey(Gate gate, PermissionCatalogue catalogue) : Operation<CreateApiKey.Request, CreatedApiKey>(gate)
{
    /// <param name="Name">Up to 80 characters: what uses it.</param>
    /// <param name="Scopes">What it may do, one or more.</param>
    /// <param name="Mode">live or test; told by its prefix.</param>
    /// <param name="ExpiresAt">Stops working then; without it, when revoked.</param>
    public sealed record Request(string Name, IReadOnlyList<string> Scopes, KeyMode Mode = KeyMode.Live, DateTimeOffset? ExpiresAt = null) : IRequest
    {
        public void Check(Checks checks) => checks
            .Text(Name, 80, "The name")
            .That(Scopes.Count is > 0 and <= 100, nameof(Scopes), "Choose at least one scope.");
    }

    protected internal override Permission Permission => ApiKeyPermissions.Change;
    protected internal override string Action => "key.create";
    protected internal override bool StepUp => true;

    protected override async Task<Result<CreatedApiKey>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (request.Scopes.Except(catalogue.Scopes).FirstOrDefault() is { } unknown)
            return Problem.Invalid.For("scopes", $"'{unknown}' is not a scope. There are {string.Join(", ", catalogue.Scopes)}.");
        if (request.ExpiresAt <= pass.Now)
            return Problem.Invalid.For("expires_at", "The key would have expired already.");
        if (request.Scopes.Except(Scopes.GrantableBy(pass.Actor, catalogue)).ToList() is { Count: > 0 } above)
            return ApiKeyProblems.NotYours(above);

        var text = KeyText.Make(request.Mode == KeyMode.Live);
        var key = ApiKey.Create(await MakerAsync(pass, ct), request.Name.Trim(), text, request.Scopes, request.ExpiresAt, pass.Now);
        pass.Db.ApiKeys.Add(key);
        var view = ApiKeyView.Of(key);
        pass.Note(key.Id.ToString(), key.Name, after: view);
        return CreatedApiKey.Of(view, text.Text);
    }

    /// <summary>Whose rights the key borrows: the member's; for a key made by a key, that one's maker's; for our own loops, the first owner's.</summary>
    static async Task<Id<Member>> MakerAsync(Pass pass, CancellationToken ct)
    {
        if (Id<Member>.TryRead(pass.Actor.Id, out var member))
            return member;
        var (keys, members) = (pass.Db.ApiKeys, pass.Db.Members);
        return Id<ApiKey>.TryRead(pass.Actor.Id, out var id)
            ? await keys.Where(key => key.Id == id).Select(key => key.CreatedById).SingleAsync(ct)
            : await members.Where(row => row.Role == Role.Owner && row.Status == MemberStatus.Active).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(ct);
    }
}
