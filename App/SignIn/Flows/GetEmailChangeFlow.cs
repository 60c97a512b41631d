namespace App.SignIn;

/// <summary>
/// Returns the change of an email address that an emailed link undoes, for anyone with the link. It has no side effects, because
/// email scanners follow links.
/// </summary>
public abstract class GetEmailChangeFlow<TRealm>(Gate gate, EmailChanges<TRealm> changes)
    : Query<GetEmailChangeFlow<TRealm>.Request, EmailChangeView>(gate) where TRealm : SignInRealm
{
    /// <param name="Link">Token from the emailed link.</param>
    public sealed record Request(string Link) : IRequest;

    protected override async Task<Result<EmailChangeView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await changes.FindByLinkAsync(context, request.Link, ct) is { } change
            ? new EmailChangeView(change.PreviousEmail, change.ChangedAt, change.ExpiresAt)
            : SignInProblems.EmailChangeClosed;
}
