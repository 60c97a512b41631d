using App.SignIn;

namespace App.Accounts;

/// <summary>Opens a session for a person who has proved that they own the account.</summary>
public sealed class OpenSession(
    Gate gate, SessionStore<StaffRealm> proofs, StaffSessions sessions, SecondFactors factors, TrustedDevices devices,
    Lockouts<StaffRealm> lockouts)
    : Operation<OpenSession.Request, OpenedSession>(gate)
{
    /// <param name="Proof">Proof of the password.</param>
    /// <param name="Device">Token of a trusted browser, which does not need a second factor.</param>
    /// <param name="Organization">Slug or ID of the organization to act in. Defaults to the one used last.</param>
    public sealed record Request(SignInProof<StaffRealm> Proof, string? Device = null, string? Organization = null) : IRequest;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "session.open";

    protected override async Task<Result<OpenedSession>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        // the password was verified before this transaction: it must still be the account's, and the caller not locked out
        if (await proofs.LockProvedAsync(context, request.Proof, ct) is not Account account)
            return SignInProblems.WrongCredentials;
        if (!account.EmailConfirmed)
            return AccountProblems.Unverified;
        if (await factors.HasAsync(context, account.Id, ct) && !await devices.KnowsAsync(context, account, request.Device, ct))
            return SecondFactorProblems.Needed;

        var organization = request.Organization is { } named
            ? await StaffSessions.FindOrganizationAsync(context, account.Id, named, ct)
            : null;
        if (request.Organization is not null && organization is null)
            return Problem.Missing("The organization");
        await lockouts.ClearAsync(context, account, ct);
        context.Recognize(new Id<Account>(account.Id).ToString(), account.Name, account.Id);
        var opened = await sessions.OpenAsync(context, request.Proof, organization, ct);
        context.Note(opened.SessionId.ToString(), account.Name, after: new { opened.SessionId, opened.ExpiresAt });
        return opened;
    }
}
