using System.Text.Json;
using App.Accounts;
using App.SignIn;

namespace App.Organizations;

/// <summary>Represents a completed sign-up.</summary>
/// <param name="Session">The new session.</param>
/// <param name="Slug">The slug of the new organization; null if none was created.</param>
public sealed record SignedUp(OpenedSession Session, string? Slug) : IShownOnce
{
    public object WithoutSecret() => this with { Session = (OpenedSession)Session.WithoutSecret() };
}

/// <summary>Completes a sign-up after the emailed code or link was used.</summary>
public sealed class SignUpCompletion(
    AccountStore accounts, SignUpCodes emailCodes, OrganizationCreation organizations, StaffSessions sessions)
{
    public async Task<SignedUp> FinishAsync(OperationContext context, StaffEmailCode used, CancellationToken ct)
    {
        var proof = SignInProof<StaffRealm>.By(used, context);
        var account = await accounts.FindAsync(context, proof.Login, ct)
            ?? throw new InvalidOperationException("The account of the email code was not found.");
        await emailCodes.CompleteAsync(context, account, used, ct);
        await accounts.ConfirmAsync(context, account);
        var founder = AccountView.Of(account);

        OrganizationView? organization = null;
        if (used.Details is { } json)
        {
            var details = JsonSerializer.Deserialize<NewOrganization>(json, Json.Options)!;
            organization = await organizations.CreateAsync(context, details, founder, ct);
        }
        else
            context.Recognize(founder.Id.ToString(), founder.Name, account.Id);
        var session = await sessions.OpenAsync(context, proof, organization?.Id.Value, ct);
        context.Note(
            organization?.Id.ToString() ?? founder.Id.ToString(),
            organization?.Name ?? founder.Name,
            after: new { Account = founder, Organization = organization });
        return new SignedUp(session, organization?.Slug);
    }
}
