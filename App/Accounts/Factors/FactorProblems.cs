using App.Platform;

namespace App.Accounts;

public static class FactorProblems
{
    /// <summary>The password was right; what comes next is the second step of signing in.</summary>
    public static readonly Problem Needed = new(403, "second_step_needed", "Second step needed", "The password was right. This account asks for a second factor too.");

    public static readonly Problem WrongCode = new(400, "second_factor_refused", "Code refused", "This code is wrong, or was used before. Wait for the next one, or use a recovery code.");

    public static readonly Problem PendingOver = new(400, "sign_in_over", "Begin again", "This sign-in has waited too long, was finished, or was tried too often. Enter your password again.");

    public static readonly Problem PasskeyRefused = new(400, "passkey_refused", "Passkey refused", "The passkey could not be verified. Try again, or use another way.");

    public static readonly Problem PasskeyKnown = new(409, "passkey_exists", "Passkey there already", "This passkey belongs to an account already.");

    public static readonly Problem LastWayIn = new(409, "last_way_in", "Last way in", "This is the only way into the account. Add another one first.");

    public static readonly Problem NothingToRecover = new(409, "no_second_factor", "No second factor", "Recovery codes stand in for a second factor: add an authenticator app or a passkey first.");

    /// <summary>Five wrong codes in a quarter of an hour, over whatever handles.</summary>
    public static Problem Locked(int seconds) => new(429, "second_factor_locked", "Too many wrong codes",
        $"Second factors of this account are refused for another {(seconds + 59) / 60} minutes.") { RetryAfter = seconds };

    public static Problem TooMany(int most) => new(409, "too_many_factors", "Too many", $"An account has {most} of these at most. Remove one first.");

    public static readonly IReadOnlyList<Problem> All =
        [Needed, WrongCode, PendingOver, PasskeyRefused, PasskeyKnown, LastWayIn, NothingToRecover, Locked(900), TooMany(Authenticator.Most)];
}
