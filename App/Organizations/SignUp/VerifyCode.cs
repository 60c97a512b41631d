using App.Accounts;
using App.SignIn;

namespace App.Organizations;

/// <summary>
/// Completes a sign-up with the emailed six-digit code. A wrong code is a result and not a problem, because a problem would roll
/// back the record of the attempt.
/// </summary>
public sealed class VerifyCode(Gate gate, EmailCodeStore<StaffRealm> emailCodes, SignUpCompletion completion)
    : Operation<VerifyCode.Request, VerifyCode.Answer>(gate)
{
    public sealed record Request(Id<EmailCode> Id, [property: AnyText] string Code) : IRequest
    {
        public void Check(Checks checks) => OneTimeCodes.CheckDigits(checks, Code, nameof(Code));
    }

    /// <param name="SignedUp">The completed sign-up; null if the code was refused.</param>
    public sealed record Answer(SignedUp? SignedUp) : IShownOnce
    {
        public object WithoutSecret() => new Answer((SignedUp?)SignedUp?.WithoutSecret());
    }

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "account.verify";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await emailCodes.RedeemAsync(context, request.Id, EmailCodePurpose.SignUp, request.Code, ct) is { } redeemed)
            return new Answer(await completion.FinishAsync(context, (StaffEmailCode)redeemed.Code, ct));
        context.Note(request.Id.ToString(), "Code refused");
        return new Answer(null);
    }
}
