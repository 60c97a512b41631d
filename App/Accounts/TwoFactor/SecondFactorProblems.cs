namespace App.Accounts;

public static class SecondFactorProblems
{
    /// <summary>The password was right, and the account has a second factor.</summary>
    public static readonly Problem Needed = new(403, "two_factor_required", "Second factor required",
        "The password is correct. This account also requires a second factor.");

    public static readonly Problem WrongCode = new(400, "second_factor_refused", "Invalid code",
        "This code is wrong or was already used. Wait for the next one, or use a recovery code.");

    public static readonly Problem PendingOver = new(400, "sign_in_expired", "Sign-in expired",
        "This sign-in has expired, was already completed, or had too many wrong codes. Enter your password again.");

    public static readonly Problem PasskeyRefused = new(400, "passkey_refused", "Passkey not verified",
        "The passkey could not be verified. Try again, or use another method.");

    public static readonly Problem PasskeyKnown = new(409, "passkey_exists", "Passkey already registered",
        "This passkey is already registered with an account. Add a different one.");

    public static readonly Problem LastWayIn = new(409, "last_way_in", "Last sign-in method",
        "This is the only way to sign in to the account. Add another one first.");

    public static readonly Problem NothingToRecover = new(409, "no_second_factor", "No second factor",
        "Recovery codes replace a second factor. Add an authenticator app or a passkey first.");

    /// <summary>Five wrong codes were entered in 15 minutes, on this device or on all new devices together.</summary>
    public static Problem Locked(int seconds) => new(429, "second_factor_locked", "Too many wrong codes",
        $"Codes are not accepted for this account on this device for another {Minutes((seconds + 59) / 60)}.")
    {
        RetryAfter = seconds,
    };

    public static Problem TooMany(int most) => new(409, "too_many_factors", "Limit reached",
        $"An account can have at most {most} second factors of this kind. Remove one first.");

    public static readonly IReadOnlyList<Problem> All =
    [
        Needed, WrongCode, PendingOver, PasskeyRefused, PasskeyKnown, LastWayIn, NothingToRecover, Locked(900),
        TooMany(Authenticator.Most),
    ];

    static string Minutes(int count) => count == 1 ? "minute" : $"{count} minutes";
}
