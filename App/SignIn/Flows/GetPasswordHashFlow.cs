using Microsoft.EntityFrameworkCore;

namespace App.SignIn;

/// <summary>
/// Returns the stored password hash of a login, read before the slow verification starts. The result never leaves the process.
/// </summary>
public abstract class GetPasswordHashFlow<TRealm>(Gate gate, TRealm realm)
    : Query<GetPasswordHashFlow<TRealm>.Request, GetPasswordHashFlow<TRealm>.Answer>(gate) where TRealm : SignInRealm
{
    /// <param name="Email">Finds the login by its address.</param>
    /// <param name="LinkToken">Finds the login by the token of an emailed link instead.</param>
    /// <param name="Own">Finds the caller's own login instead.</param>
    public sealed record Request(
        [property: AnyText] string? Email, [property: AnyText] string? LinkToken = null, bool Own = false) : IRequest;

    public sealed record Answer(StoredPassword? Stored);

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct) =>
        await FindAsync(request, context, ct) is { } stored ? new Answer(stored) : new Answer(null);

    async Task<StoredPassword?> FindAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (request.Own)
            return Of(await realm.FindAsync(context, realm.CallerOf(context) ?? Guid.Empty, ct));
        if (request.LinkToken is { } token)
            return await FindByLinkAsync(context, token, ct);
        if (request.Email is { Length: > 0 and <= 254 } email && email.IsWholeUtf16() && !email.Any(char.IsControl))
            return Of(await realm.FindAsync(context, email, ct));
        return null;
    }

    /// <summary>
    /// Returns the password that was chosen together with the link. A stranger who signs up with the same address later does not
    /// replace it.
    /// </summary>
    async Task<StoredPassword?> FindByLinkAsync(OperationContext context, string token, CancellationToken ct)
    {
        var hash = Token.HashOf(token);
        var code = await realm.EmailCodes(context.Db).SingleOrDefaultAsync(row => row.LinkHash == hash, ct);
        return code?.OwnerId is { } owner ? Of(await realm.FindAsync(context, owner, ct), code.ChosenPasswordHash) : null;
    }

    static StoredPassword? Of(ILogin? login, string? chosen = null) =>
        login is { SecurityStamp: { } stamp } && (chosen ?? login.PasswordHash) is { } hash ? new(login.Key, hash, stamp) : null;
}
