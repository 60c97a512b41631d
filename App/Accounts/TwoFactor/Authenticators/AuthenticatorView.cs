namespace App.Accounts;

/// <summary>Represents an authenticator app of the signed-in account.</summary>
public sealed record AuthenticatorView(Id<Authenticator> Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    public static AuthenticatorView Of(Authenticator app) => new(app.Id, app.Name, app.CreatedAt, app.LastUsedAt);
}
