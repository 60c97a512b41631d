using System.Text;

namespace App.SignIn;

/// <summary>
/// Checks that a new password is long enough, is not a common one, and fits into what bcrypt reads. Passwords are compared in
/// Unicode's compatibility composition (NFKC), because keyboards and systems encode the same characters differently.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>The number of bytes that bcrypt reads.</summary>
    public const int LongestInBytes = 72;

    /// <summary>Returns a message for people that says what is wrong with the password, or null.</summary>
    public static string? Fault(string? password)
    {
        if (string.IsNullOrEmpty(password))
            return "The password is missing.";
        if (password.Contains('\0', StringComparison.Ordinal) || !password.IsWholeUtf16())
            return "The password contains a character that can't be used.";
        password = Normalize(password);
        if (password.Length < Shortest)
            return $"The password must have at least {Shortest} characters.";
        if (Encoding.UTF8.GetByteCount(password) > LongestInBytes)
            return $"The password is longer than {LongestInBytes} bytes. Accented letters and emoji take two to four bytes each.";
        if (CommonPasswords.Holds(password))
            return "This password is easy to guess. Choose a different one.";
        return null;
    }

    /// <summary>Returns true if bcrypt can read the whole password. A password that does not fit belongs to no account.</summary>
    public static bool Fits(string? password) =>
        password is { Length: > 0 } && !password.Contains('\0', StringComparison.Ordinal) && password.IsWholeUtf16()
            && Encoding.UTF8.GetByteCount(Normalize(password)) <= LongestInBytes;

    /// <summary>Returns the form of a password that is hashed and verified.</summary>
    internal static string Normalize(string password) => password.Normalize(NormalizationForm.FormKC);
}
