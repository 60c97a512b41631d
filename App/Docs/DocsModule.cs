using App.Platform;

namespace App.Docs;

/// <summary>What programs' authors read, made from what the house declares: nothing here can be out of date.</summary>
public sealed class DocsModule : Module
{
    public override string Title => "Documentation";
}
