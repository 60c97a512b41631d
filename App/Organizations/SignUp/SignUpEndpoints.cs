using App.Accounts;
using App.SignIn;

namespace App.Organizations;

/// <summary>Maps sign-up for programs. A person completes it with the emailed link and the password.</summary>
static class SignUpEndpoints
{
    /// <param name="Name">The name of the person.</param>
    /// <param name="Email">The email address, which an emailed link verifies.</param>
    /// <param name="Password">At least 12 characters and at most 72 bytes.</param>
    /// <param name="Organization">The name of the organization to create. Omit it for a person who was invited to one.</param>
    /// <param name="Currency">The ISO 4217 code of the organization's currency.</param>
    /// <param name="TimeZone">The IANA name of the organization's time zone.</param>
    /// <param name="Slug">
    /// The first path segment of the organization's pages: 3 to 40 lower-case letters, digits and hyphens. Omit it to derive it
    /// from the name. If someone else takes it before the sign-up is finished, a similar one is used.
    /// </param>
    public sealed record SignUpRequest(
        string Name,
        string Email,
        string Password,
        [property: NoNull] string? Organization = null,
        string Currency = "EUR",
        string TimeZone = "UTC",
        [property: NoNull] string? Slug = null);

    /// <param name="Message">The same message for every address, whether or not it has an account.</param>
    public sealed record SignUpAnswer(string Message);

    static readonly SignUpAnswer Sent = new("We sent an email to this address. Use the link in it to finish signing up.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signup/address", async (string? name, string? slug, SuggestSlug suggest, CancellationToken ct) =>
        {
            var found = await suggest.ExecuteAsync(new(name, slug), ct);
            return found.Succeeded ? TypedResults.Json(found.Value, Json.Options) : (IResult)new ProblemResult(found.Problem);
        }).AllowAnonymous().WithMetadata(new RateLimitedAttribute(SuggestSlug.Limit.Name) { Reads = true });
        routes.MapResource("/auth").MapPost("/signup", (
                SignUpRequest request, SignUp signUp, PasswordHashingQueue passwords, CancellationToken ct) =>
            SignUpAsync(request, signUp, passwords, ct).ToAccepted())
        .RateLimited<SignUp, SignUpAnswer>(status: StatusCodes.Status202Accepted).WithSummary("Sign up");
    }

    static async Task<Result<SignUpAnswer>> SignUpAsync(
        SignUpRequest body, SignUp signUp, PasswordHashingQueue passwords, CancellationToken ct)
    {
        NewOrganization? organization = null;
        if (body.Organization is not null)
            organization = new(body.Organization, body.Currency, body.TimeZone, body.Slug);
        var request = new SignUp.Request(body.Name, body.Email, null!, organization);
        var checks = new Checks();
        request.Check(checks);
        if (checks.Problem is { } invalid)
            return invalid;
        var hashed = await passwords.HashAsync(body.Password, ct);
        if (!hashed.Succeeded)
            return hashed.Problem;
        var sent = await signUp.ExecuteAsync(request with { Password = hashed.Value }, null, ct);
        return sent.Succeeded ? Sent : sent.Problem;
    }
}
