using System.Runtime.InteropServices;

namespace App.Platform;

/// <summary>What the C library keeps for the runtime's compiler and OpenSSL.</summary>
static class NativeHeap
{
    /// <summary>
    /// Gives the kernel all pages that hold nothing any more: by itself glibc gives back only the end of each of its heaps
    /// (malloc_trim(3)). Other C libraries do not know the call, nor keep as much.
    /// </summary>
    public static void Trim()
    {
        try
        {
            _ = malloc_trim(0);
        }
        catch (EntryPointNotFoundException)
        {
        }
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int malloc_trim(nuint keep);
}
