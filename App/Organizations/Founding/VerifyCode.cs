using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>The six digits come back. A wrong code is an answer and not a problem, because the try has to be recorded.</summary>
public sealed class VerifyCode(Gate gate, ChallengeBook challenges, SignUpBook book) : Operation<VerifyCode.Request, VerifyCode.Answer>(gate)
{
    public sealed record Request(Id<Challenge> Id, string Code) : IRequest
    {
        public void Check(Checks checks) => checks.That(Code.Length == 6 && Code.All(char.IsAsciiDigit), nameof(Code), "The code has six digits.");
    }

    /// <param name="SignedUp">Null: refused, for whatever reason.</param>
    public sealed record Answer(SignedUp? SignedUp) : IShownOnce
    {
        public object WithoutSecret() => new Answer((SignedUp?)SignedUp?.WithoutSecret());
    }

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "account.verify";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await challenges.RedeemCodeAsync(pass, request.Id, ChallengePurpose.SignUp, request.Code, ct) is { } spent)
            return new Answer(await book.FinishAsync(pass, spent, ct));
        pass.Note(request.Id.ToString(), "Code refused");
        return new Answer(null);
    }
}
