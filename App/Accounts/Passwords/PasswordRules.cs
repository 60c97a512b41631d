using System.Collections.Frozen;
using System.Text;
using App.Platform;

namespace App.Accounts;

/// <summary>What a password must be like: long, not one of the first that anyone tries, and small enough for bcrypt to read to its end.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>bcrypt reads no further.</summary>
    public const int LongestInBytes = 72;

    /// <summary>Twelve characters and more, and still in every list that attackers begin with.</summary>
    static readonly FrozenSet<string> Worst = new[]
    {
        "password", "passwort", "qwertyuiop", "qwerty", "letmein", "welcome", "iloveyou", "administrator", "admin", "changeme", "default",
        "stockade", "football", "baseball", "superman", "batman", "sunshine", "princess", "monkey", "dragon", "master", "secret", "login",
        "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y", "abc", "test", "guest", "correcthorsebatterystaple", "trustno", "whatever", "starwars",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is wrong with it, for a person; null when nothing is.</summary>
    public static string? Fault(string? password) =>
        string.IsNullOrEmpty(password) ? "The password is missing."
        : password.Length < Shortest ? $"The password must have at least {Shortest} characters."
        : password.Contains('\0', StringComparison.Ordinal) || !password.IsWholeUtf16() ? "The password holds a character that cannot be used."
        : Encoding.UTF8.GetByteCount(password) > LongestInBytes ? $"The password is longer than {LongestInBytes} bytes. Letters with accents and emoji take two to four bytes each."
        : IsCommon(password) ? "This password is among the first that attackers try. Choose another one."
        : null;

    /// <summary>Whether it could be the password of anyone.</summary>
    public static bool Fits(string? password) =>
        password is { Length: > 0 } && !password.Contains('\0', StringComparison.Ordinal) && password.IsWholeUtf16() && Encoding.UTF8.GetByteCount(password) <= LongestInBytes;

    /// <summary>A word of the list with digits and signs around or inside it, the same twice over, a short pattern repeated, or a run.</summary>
    static bool IsCommon(string password)
    {
        var word = password.ToLowerInvariant().Trim([.. password.ToLowerInvariant().Where(c => !char.IsLetter(c))]).Replace('0', 'o').Replace('@', 'a').Replace('$', 's');
        var half = word[..(word.Length / 2)];
        return Worst.Contains(password.ToLowerInvariant()) || Worst.Contains(word) || (word == half + half && Worst.Contains(half)) || Repeats(password) || IsRun(password);
    }

    static bool Repeats(string password)
    {
        for (var length = 1; length <= 4; length++)
            if (Enumerable.Range(length, password.Length - length).All(i => password[i] == password[i - length]))
                return true;
        return false;
    }

    static bool IsRun(string password) =>
        Enumerable.Range(1, password.Length - 1).All(i => password[i] - password[i - 1] is 1 or -9) || Enumerable.Range(1, password.Length - 1).All(i => password[i] - password[i - 1] is -1 or 9);
}
