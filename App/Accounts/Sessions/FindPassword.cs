using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>What a password is to be verified against, read before the slow work begins. The answer never leaves the process.</summary>
public sealed class FindPassword(Gate gate, AccountBook accounts) : Query<FindPassword.Request, FindPassword.Answer>(gate)
{
    /// <param name="Email">By address.</param>
    /// <param name="LinkToken">Or by a mailed link.</param>
    /// <param name="Own">Or the caller's own.</param>
    public sealed record Request(string? Email, string? LinkToken = null, bool Own = false) : IRequest
    {
        public void Check(Checks checks) { }
    }

    public sealed record Answer(StoredPassword? Stored);

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.find";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var account = request.Own ? await accounts.FindAsync(pass, pass.Actor.AccountId ?? Guid.Empty, ct)
            : request.LinkToken is { } token ? await ByLinkAsync(pass, token, ct)
            : request.Email is { Length: > 0 and <= 254 } email && Sound(email) ? await accounts.FindByEmailAsync(pass, email, ct)
            : null;
        return new Answer(account is { PasswordHash: { } hash, SecurityStamp: { } stamp } ? new StoredPassword(account.Id, hash, stamp) : null);
    }

    async Task<Account?> ByLinkAsync(Pass pass, string token, CancellationToken ct)
    {
        var (challenges, hash) = (pass.Db.Challenges, Token.HashOf(token));
        return await challenges.Where(row => row.LinkHash == hash).Select(row => row.AccountId).SingleOrDefaultAsync(ct) is { } id
            ? await accounts.FindAsync(pass, id, ct)
            : null;
    }

    static bool Sound(string email) => email.IsWholeUtf16() && !email.Any(char.IsControl);
}
