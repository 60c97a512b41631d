namespace App.Accounts;

/// <summary>An authenticator app as its account sees it.</summary>
public sealed record AuthenticatorView(Id<Authenticator> Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    public static AuthenticatorView Of(Authenticator app) => new(app.Id, app.Name, app.CreatedAt, app.LastUsedAt);
}
