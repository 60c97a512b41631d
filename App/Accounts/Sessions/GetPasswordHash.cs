using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Returns the stored password hash of an account, read before the slow verification starts. The result never leaves the
/// process.
/// </summary>
public sealed class GetPasswordHash(Gate gate, AccountStore accounts)
    : Query<GetPasswordHash.Request, GetPasswordHash.Answer>(gate)
{
    /// <param name="Email">Finds the account by its address.</param>
    /// <param name="LinkToken">Finds the account by the token of an emailed link instead.</param>
    /// <param name="Own">Finds the caller's own account instead.</param>
    public sealed record Request(string? Email, string? LinkToken = null, bool Own = false) : IRequest;

    public sealed record Answer(StoredPassword? Stored);

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.get_hash";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await FindAsync(request, context, ct) is not { PasswordHash: { } hash, SecurityStamp: { } stamp } account)
            return new Answer(null);
        return new Answer(new StoredPassword(account.Id, hash, stamp));
    }

    async Task<Account?> FindAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (request.Own)
            return await accounts.FindAsync(context, context.Actor.AccountId ?? Guid.Empty, ct);
        if (request.LinkToken is { } token)
            return await FindByLinkAsync(context, token, ct);
        if (request.Email is { Length: > 0 and <= 254 } email && IsValid(email))
            return await accounts.FindByEmailAsync(context, email, ct);
        return null;
    }

    async Task<Account?> FindByLinkAsync(OperationContext context, string token, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var owners = context.Db.EmailCodes.Where(row => row.LinkHash == hash).Select(row => row.AccountId);
        return await owners.SingleOrDefaultAsync(ct) is { } id ? await accounts.FindAsync(context, id, ct) : null;
    }

    static bool IsValid(string email) => email.IsWholeUtf16() && !email.Any(char.IsControl);
}
