using App.Platform;

namespace App.Accounts;

/// <summary>Someone who has proved who they are signs in.</summary>
public sealed class OpenSession(Gate gate, AccountBook accounts, SessionBook sessions, FactorBook factors, DeviceBook devices) : Operation<OpenSession.Request, OpenedSession>(gate)
{
    /// <param name="Proof">Of the password.</param>
    /// <param name="Device">Token of a remembered browser, which need not show a second factor.</param>
    /// <param name="Organization">Slug or id of the organization to act in; null: the one used last.</param>
    public sealed record Request(SignInProof Proof, string? Device = null, string? Organization = null) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "session.open";

    protected override async Task<Result<OpenedSession>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        // The password was verified before this transaction: it counts only if it is still the account's, and none does while it is locked.
        if (await accounts.LockAsync(pass, request.Proof.AccountId, ct) is not { } account || account.SecurityStamp != request.Proof.Stamp || account.IsLocked(pass.Now))
            return AccountProblems.WrongCredentials;
        if (!account.EmailConfirmed)
            return AccountProblems.Unverified;
        if (await factors.HasAsync(pass, account.Id, ct) && !await devices.KnowsAsync(pass, account, request.Device, ct))
            return FactorProblems.Needed;

        var wanted = request.Organization is { } named ? await SessionBook.FindOrganizationAsync(pass, account.Id, named, ct) : null;
        if (request.Organization is not null && wanted is null)
            return Problem.Missing("The organization");
        if (account.FailedAt is not null)
            account.Forgive();
        var opened = await sessions.OpenAsync(pass, request.Proof, wanted, ct);
        var view = AccountView.Of(account);
        pass.Recognize(view.Id.ToString(), view.Name, account.Id);
        pass.Note(opened.SessionId.ToString(), view.Name, after: new { opened.SessionId, opened.ExpiresAt });
        return opened;
    }
}
