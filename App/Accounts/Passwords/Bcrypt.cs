using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace App.Accounts;

/// <summary>bcrypt from the system's libcrypt (libxcrypt; Debian package libcrypt1): <c>crypt_r</c> is safe on many threads.</summary>
static class Bcrypt
{
    const int DataSize = 32768; // struct crypt_data

    public static string Hash(string password, int cost) => Crypt(password, Salt(cost)) ?? throw new CryptographicException("libcrypt refused to hash.");

    public static bool Verify(string password, string hash) =>
        Crypt(password, hash) is { } again && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(again), Encoding.ASCII.GetBytes(hash));

    public static int CostOf(string hash) =>
        hash.Length == 60 && int.TryParse(hash.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var cost) ? cost : 0;

    /// <summary>A hash of the given cost that no password has: verifying against it takes as long as against a real one.</summary>
    public static string Impossible(int cost) => string.Create(CultureInfo.InvariantCulture, $"$2b${cost:00}$......................{new string('.', 31)}");

    static string Salt(int cost)
    {
        var random = RandomNumberGenerator.GetBytes(16);
        var salt = new byte[64];
        return crypt_gensalt_rn("$2b$\0"u8.ToArray(), (nuint)cost, random, random.Length, salt, salt.Length) != 0
            ? Encoding.ASCII.GetString(salt).TrimEnd('\0')
            : throw new CryptographicException("libcrypt refused to make a salt.");
    }

    static string? Crypt(string password, string setting)
    {
        var key = new byte[Encoding.UTF8.GetByteCount(password) + 1];
        Encoding.UTF8.GetBytes(password, key);
        var data = Marshal.AllocHGlobal(DataSize);
        try
        {
            Marshal.Copy(new byte[DataSize], 0, data, DataSize);
            var result = crypt_r(key, Encoding.ASCII.GetBytes(setting + '\0'), data);
            return result != 0 && Marshal.PtrToStringAnsi(result) is { } text && !text.StartsWith('*') ? text : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            Marshal.Copy(new byte[DataSize], 0, data, DataSize);
            Marshal.FreeHGlobal(data);
        }
    }

    [DllImport("libcrypt.so.1"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint crypt_r(byte[] key, byte[] setting, nint data);

    [DllImport("libcrypt.so.1"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint crypt_gensalt_rn(byte[] prefix, nuint count, byte[] random, int randomLength, byte[] output, int outputSize);
}
