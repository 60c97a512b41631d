namespace App.Platform.Results;

/// <summary>
/// Describes an error that a caller can cause: a stable code, what happened and what to do. Bugs and infrastructure failures are
/// exceptions instead.
/// </summary>
/// <param name="Status">HTTP status (RFC 9110) of the API response.</param>
/// <param name="Code">Stable code in snake_case for programs.</param>
/// <param name="Title">Kind of problem; the same for every occurrence.</param>
/// <param name="Detail">What happened this time, why, and what to do about it.</param>
public record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>Gets the name of the invalid member or parameter, as the API spells it.</summary>
    public string? Param { get; init; }

    /// <summary>Gets each fault of an invalid request.</summary>
    public IReadOnlyList<Fault> Errors { get; init; } = [];

    /// <summary>Gets why the caller may not do this; null unless a permission is missing.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>Gets the whole seconds after which the same request may succeed.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Describes one fault of one member.</summary>
    public sealed record Fault(string Param, string Code, string Detail);

    public sealed record Invalid(IReadOnlyList<Fault> Faults)
        : Problem(400, "invalid_request", "The request is not valid",
            Faults.Count == 1 ? Faults[0].Detail : $"{Faults.Count} fields are invalid; each is listed under errors.")
    {
        public static Invalid For(string param, string detail)
        {
            var fault = new Fault(param, "invalid", detail);
            return new([fault]) { Param = param, Errors = [fault] };
        }
    }

    public static Problem Unauthenticated { get; } = new(401, "unauthenticated", "Authentication required",
        "The request has no valid credential. Send an API key as 'Authorization: Bearer …', or sign in.");

    /// <summary>Asks a signed-in person to confirm a second factor. Pages redirect to <c>/account/confirm</c> and back.</summary>
    public static Problem StepUpRequired { get; } = new(403, "step_up_required", "Confirm it's you",
        "This action is sensitive, and this session has not confirmed a second factor in the last 10 minutes. "
        + "Confirm one at /account/confirm or with POST /api/v1/auth/step-up, then try again.");

    /// <summary>Reports that the organization requires a second factor and the member has none.</summary>
    public static Problem SecondFactorRequired { get; } = new(403, "second_factor_required", "Second factor required",
        "This organization requires its members to have a second factor. Add one at /account/security, then try again.");

    /// <summary>Covers what does not exist and what belongs to another organization: both get the same response.</summary>
    public static Problem Missing(string what) => new(404, "not_found", "Not found", $"{what} was not found.");

    public static Problem KeyReused { get; } = new(422, "idempotency_key_reused", "Idempotency key reused",
        "This Idempotency-Key was already used with a different request body. Use a new key for a new request.");

    public static Problem InFlight { get; } = new(409, "idempotency_in_flight", "Request in progress",
        "The first request with this Idempotency-Key is still being processed. Retry after the time in Retry-After.")
    {
        RetryAfter = 1,
    };

    public static Problem Stale { get; } = new(412, "precondition_failed", "Changed since you read it",
        "The object has changed since you read it. Read it again, then retry the change.");

    public static Problem Busy { get; } = new(409, "conflict", "Conflicting change",
        "Another request changed the same object at the same time. Retry the request.")
    {
        RetryAfter = 1,
    };

    public static Problem Unavailable { get; } = new(503, "unavailable", "Temporarily unavailable",
        "The database is unavailable. It is unknown whether a change was saved; retry with the same Idempotency-Key to be safe.")
    {
        RetryAfter = 5,
    };
}
