namespace App.Accounts;

/// <summary>Opens a session for a person who has proved that they own the account.</summary>
public sealed class OpenSession(
    Gate gate, AccountStore accounts, SessionStore sessions, SecondFactors factors, TrustedDevices devices)
    : Operation<OpenSession.Request, OpenedSession>(gate)
{
    /// <param name="Proof">Proof of the password.</param>
    /// <param name="Device">Token of a trusted browser, which does not need a second factor.</param>
    /// <param name="Organization">Slug or id of the organization to act in. Defaults to the one used last.</param>
    public sealed record Request(SignInProof Proof, string? Device = null, string? Organization = null) : IRequest;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "session.open";

    protected override async Task<Result<OpenedSession>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        // the password was verified before this transaction: it must still be the account's, and the account must not be locked
        if (await accounts.LockAsync(context, request.Proof.AccountId, ct) is not { } account
            || account.SecurityStamp != request.Proof.Stamp || account.IsLocked(context.Now))
            return AccountProblems.WrongCredentials;
        if (!account.EmailConfirmed)
            return AccountProblems.Unverified;
        if (await factors.HasAsync(context, account.Id, ct) && !await devices.KnowsAsync(context, account, request.Device, ct))
            return SecondFactorProblems.Needed;

        var organization = request.Organization is { } named
            ? await SessionStore.FindOrganizationAsync(context, account.Id, named, ct)
            : null;
        if (request.Organization is not null && organization is null)
            return Problem.Missing("The organization");
        if (account.FailedAt is not null)
            account.Forgive();
        var opened = await sessions.OpenAsync(context, request.Proof, organization, ct);
        var view = AccountView.Of(account);
        context.Recognize(view.Id.ToString(), view.Name, account.Id);
        context.Note(opened.SessionId.ToString(), view.Name, after: new { opened.SessionId, opened.ExpiresAt });
        return opened;
    }
}
