using System.Runtime.InteropServices;

namespace App.Platform.Memory;

/// <summary>Manages the C library's heap, which the runtime's compiler and OpenSSL use.</summary>
static class NativeHeap
{
    /// <summary>
    /// Returns all unused pages to the kernel. Without this call, glibc returns only the end of each of its heaps
    /// (malloc_trim(3)). Other C libraries lack the function and keep less memory.
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
