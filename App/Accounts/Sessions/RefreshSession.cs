using App.SignIn;

namespace App.Accounts;

/// <summary>Exchanges the refresh token of an account's session for a new one.</summary>
public sealed class RefreshSession(Gate gate, StaffRealm realm) : RefreshSessionFlow<StaffRealm>(gate, realm)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "session.refresh";

    /// <summary>Selects the organization that the caller named by slug or id.</summary>
    protected override async Task<Result<Guid?>> SelectAsync(
        Session session, string? named, OperationContext context, CancellationToken ct)
    {
        var opened = (StaffSession)session;
        if (named is null)
            return opened.OrganizationId;
        if (await StaffSessions.FindOrganizationAsync(context, opened.AccountId, named, ct) is not { } wanted)
            return Problem.Missing("The organization");
        opened.Choose(wanted);
        return opened.OrganizationId;
    }
}
