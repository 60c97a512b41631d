using App.SignIn;

namespace App.Accounts;

/// <summary>Maps the password reset of accounts for programs.</summary>
static class ResetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapResource("/auth");
        auth.MapPost("/forgot", (ForgotRequest request, RequestReset ask, CancellationToken ct) =>
            ResetByProgram.RequestAsync(request, ask, ct).ToAccepted())
            .RateLimited<RequestReset, ForgotAnswer>(Limit.Reset, StatusCodes.Status202Accepted);
        auth.MapPost("/reset", (ResetRequest request, ResetByCode reset, PasswordHashingQueue hashing, CancellationToken ct) =>
            ResetByProgram.ResetAsync(request, reset, hashing, ct).ToOk())
            .RateLimited<ResetByCode, ResetAnswer>(Limit.Reset);
    }
}
