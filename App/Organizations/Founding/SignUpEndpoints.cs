using App.Accounts;
using App.Platform;

namespace App.Organizations;

/// <summary>Signing up from a program. A person finishes it: by the mailed link and the password.</summary>
static class SignUpEndpoints
{
    /// <param name="Name">The person's.</param>
    /// <param name="Email">To be proved, by a mail.</param>
    /// <param name="Password">Twelve characters or more, 72 bytes at most.</param>
    /// <param name="Organization">Name of the one to be founded; left out by who was invited into one.</param>
    /// <param name="Currency">ISO 4217, of all its prices.</param>
    /// <param name="TimeZone">IANA name of its business days.</param>
    public sealed record SignUpRequest(string Name, string Email, string Password, string? Organization = null, string Currency = "EUR", string TimeZone = "UTC");

    /// <param name="Message">The same for every address, known or not.</param>
    public sealed record SignUpAnswer(string Message);

    static readonly SignUpAnswer Sent = new("A mail is on its way to this address. Its link finishes signing up.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapResource("/auth")
        .MapPost("/signup", (SignUpRequest request, SignUp signUp, PasswordDesk desk, CancellationToken ct) => SignUpAsync(request, signUp, desk, ct).ToAccepted())
        .Entrance<SignUp, SignUpAnswer>(status: StatusCodes.Status202Accepted);

    static async Task<Result<SignUpAnswer>> SignUpAsync(SignUpRequest asked, SignUp signUp, PasswordDesk desk, CancellationToken ct)
    {
        var request = new SignUp.Request(asked.Name, asked.Email, null!, asked.Organization is null ? null : new Charter(asked.Organization, asked.Currency, asked.TimeZone));
        var checks = new Checks();
        request.Check(checks);
        var hashed = checks.Problem is null ? await desk.HashAsync(asked.Password, ct) : checks.Problem;
        var sent = hashed.Succeeded ? await signUp.ExecuteAsync(request with { Password = hashed.Value }, null, ct) : hashed.Problem;
        return sent.Succeeded ? Sent : sent.Problem;
    }
}
