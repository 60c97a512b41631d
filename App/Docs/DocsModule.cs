namespace App.Docs;

/// <summary>Registers the documentation for API developers. It is generated from the code, so it is always up to date.</summary>
public sealed class DocsModule : Module
{
    public override string Title => "Documentation";
}
