using System.Text.Json;
using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>Someone who has finished signing up.</summary>
/// <param name="Session">Opened at once.</param>
/// <param name="Slug">Of the organization founded; null when there was none to be founded.</param>
public sealed record SignedUp(OpenedSession Session, string? Slug) : IShownOnce
{
    public object WithoutSecret() => this with { Session = (OpenedSession)Session.WithoutSecret() };
}

/// <summary>What follows when a mailed code or link came back, by either way.</summary>
public sealed class SignUpBook(AccountBook accounts, OrganizationBook organizations, SessionBook sessions)
{
    public async Task<SignedUp> FinishAsync(Pass pass, Challenge spent, CancellationToken ct)
    {
        var proof = SignInProof.ByChallenge(spent, pass) ?? throw new InvalidOperationException("The challenge was not spent here.");
        var account = await accounts.FindAsync(pass, proof.AccountId, ct) ?? throw new InvalidOperationException("A challenge without an account.");
        await accounts.ConfirmAsync(pass, account);
        var founder = AccountView.Of(account);

        var organization = spent.Details is { } details
            ? await organizations.FoundAsync(pass, JsonSerializer.Deserialize<Charter>(details, Json.Options)!, founder, ct)
            : null;
        if (organization is null)
            pass.Recognize(founder.Id.ToString(), founder.Name, account.Id);
        var session = await sessions.OpenAsync(pass, proof, organization?.Id.Value, ct);
        pass.Note(organization?.Id.ToString() ?? founder.Id.ToString(), organization?.Name ?? founder.Name, after: new { Account = founder, Organization = organization });
        return new SignedUp(session, organization?.Slug);
    }
}
