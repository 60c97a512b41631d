using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace App.Tests;

/// <summary>bUnit asks for AngleSharp.Diffing 1.0; the feed has 0.17, which serves as well. The resolver answers with it.</summary>
internal static class BunitDiffing
{
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must be in place before the first bUnit type loads.")]
    [ModuleInitializer]
    internal static void Answer() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "bunit", "AngleSharp.Diffing.dll"))
            : null;
}
