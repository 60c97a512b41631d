namespace App.Docs.Errors;

/// <summary>Explains the errors that are not the caller's.</summary>
static class ServerErrors
{
    public static readonly ErrorArea Area = new("Server",
    [
        new("internal_error",
            "A bug on our side. The server has logged it under the request ID.",
            "Try again. If it keeps failing, contact the support of the installation with the request ID.",
            "unavailable"),
        new("unavailable",
            "The database could not be reached. It is not known whether a change was saved.",
            "Send the same request again with the same Idempotency-Key, after the seconds in Retry-After.",
            "internal_error", "idempotency_in_flight"),
    ]);
}
