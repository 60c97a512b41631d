namespace App.Platform;

/// <summary>
/// A refusal that a caller can cause: a stable code, what happened and what to do. Exceptions are for bugs and broken machines.
/// </summary>
/// <param name="Status">HTTP status (RFC 9110) that the API answers with.</param>
/// <param name="Code">Stable, snake_case; programs decide by it.</param>
/// <param name="Title">The kind of refusal, the same for every occurrence.</param>
/// <param name="Detail">This occurrence: what, why, and what to do.</param>
public record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>Name of the member or parameter at fault, as the API spells it.</summary>
    public string? Param { get; init; }

    /// <summary>One line for each fault when there are several.</summary>
    public IReadOnlyList<Fault> Errors { get; init; } = [];

    /// <summary>Whole seconds after which the same request may succeed.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>One fault of one member.</summary>
    public sealed record Fault(string Param, string Code, string Detail);

    public sealed record Invalid(IReadOnlyList<Fault> Faults)
        : Problem(400, "invalid_request", "The request is not valid", Faults.Count == 1 ? Faults[0].Detail : $"{Faults.Count} members are not valid; each is named under errors.")
    {
        public static Invalid For(string param, string detail) => new([new Fault(param, "invalid", detail)]) { Param = param, Errors = [new(param, "invalid", detail)] };
    }

    public static Problem Unauthenticated { get; } = new(401, "unauthenticated", "Sign-in needed",
        "No valid credential came with the request. Send an API key as 'Authorization: Bearer …', or sign in.");

    /// <summary>A permission is missing. Says which, so that the caller knows what to ask an owner for.</summary>
    public static Problem Forbidden(Permission permission) => new(403, "forbidden", "Not allowed",
        permission.Scope is { } scope
            ? $"This needs the permission {permission.Name} (API key scope {scope}). Ask an owner of the organization for it."
            : $"This needs the permission {permission.Name}, which API keys cannot carry. Ask an owner of the organization for it.");

    /// <summary>A signed-in person is asked once more who they are. Pages lead to <c>/account/confirm</c> and back.</summary>
    public static Problem StepUpRequired { get; } = new(403, "step_up_required", "Confirm that it is you",
        "This is sensitive, and your session has not proved a second factor within the last ten minutes. Do so at /account/confirm, or from a program with POST /api/v1/auth/step-up, then repeat it.");

    /// <summary>The organization asks its members for a second factor, and the caller has none.</summary>
    public static Problem SecondFactorRequired { get; } = new(403, "second_factor_required", "Second factor required",
        "This organization asks its members for a second factor. Add one at /account/security, then go on.");

    /// <summary>Not there, or not yours to know about: the same answer.</summary>
    public static Problem Missing(string what) => new(404, "not_found", "Not found", $"{what} was not found.");

    public static Problem KeyReused { get; } = new(422, "idempotency_key_reused", "Idempotency key reused",
        "This Idempotency-Key was used before with another body. Use a new key for a new request.");

    public static Problem InFlight { get; } = new(409, "idempotency_in_flight", "Request in progress",
        "The first request with this Idempotency-Key is still being worked on. Repeat it after the given time.") { RetryAfter = 1 };

    public static Problem Stale { get; } = new(412, "precondition_failed", "Changed in the meantime",
        "The object was changed since you read it. Read it again and repeat the change.");

    public static Problem Busy { get; } = new(409, "conflict", "Changed at the same time",
        "Another request changed the same object at the same moment. Repeat the request.") { RetryAfter = 1 };

    public static Problem Unavailable { get; } = new(503, "unavailable", "Not available for a moment",
        "The database cannot be reached. Nothing was changed, or repeat the request with the same Idempotency-Key to be sure.") { RetryAfter = 5 };
}
