using App.Platform;

namespace App.Accounts;

/// <summary>
/// Someone has forgotten a password. The same answer, work and number of mails for every address, known or not. Leaves no audit entry: nobody
/// may fill an append-only log without having signed in; the reset itself leaves one.
/// </summary>
public sealed class AskForReset(Gate gate, PasswordBook book) : Operation<AskForReset.Request, Id<Challenge>>(gate)
{
    /// <param name="Email">Of the account.</param>
    /// <param name="Held">The reset that this browser has begun before.</param>
    /// <param name="ByProgram">A program asks, which holds nothing but the code.</param>
    public sealed record Request(string Email, Id<Challenge>? Held = null, bool ByProgram = false) : IRequest
    {
        public void Check(Checks checks) => checks.Email(Email, "The email");
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "password.ask_reset";
    protected internal override bool Audited => false;

    protected override async Task<Result<Id<Challenge>>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await book.AskAsync(pass, request.Email, request.Held, request.ByProgram, ct);
}
