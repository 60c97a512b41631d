using System.Text;
using App.Platform;

namespace App.Accounts;

/// <summary>What a password must be like: long, not one of the first that anyone tries, and small enough for bcrypt to read to its end.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>bcrypt reads no further.</summary>
    public const int LongestInBytes = 72;

    /// <summary>What is wrong with it, for a person; null when nothing is.</summary>
    public static string? Fault(string? password) =>
        string.IsNullOrEmpty(password) ? "The password is missing."
        : password.Length < Shortest ? $"The password must have at least {Shortest} characters."
        : password.Contains('\0', StringComparison.Ordinal) || !password.IsWholeUtf16() ? "The password holds a character that cannot be used."
        : Encoding.UTF8.GetByteCount(password) > LongestInBytes ? $"The password is longer than {LongestInBytes} bytes. Letters with accents and emoji take two to four bytes each."
        : CommonPasswords.Holds(password) ? "This password is among the first that attackers try. Choose another one."
        : null;

    /// <summary>Whether it could be the password of anyone.</summary>
    public static bool Fits(string? password) =>
        password is { Length: > 0 } && !password.Contains('\0', StringComparison.Ordinal) && password.IsWholeUtf16() && Encoding.UTF8.GetByteCount(password) <= LongestInBytes;
}
