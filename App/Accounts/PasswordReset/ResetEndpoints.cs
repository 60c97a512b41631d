using App.SignIn;

namespace App.Accounts;

/// <summary>Maps the password reset of accounts for programs.</summary>
static class ResetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => ResetByProgram.Map<RequestReset, ResetByCode>(
        routes.MapResource("/auth"),
        (ForgotRequest body, RequestReset ask, CancellationToken ct) => ResetByProgram.RequestAsync(body, ask, ct).ToAccepted(),
        (ResetRequest body, ResetByCode reset, PasswordHashingQueue hashing, CancellationToken ct) =>
            ResetByProgram.ResetAsync(body, reset, hashing, ct).ToOk());
}
