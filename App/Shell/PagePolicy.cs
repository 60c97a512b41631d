namespace App.Shell;

/// <summary>
/// What a browser may do with our pages. Nothing inline runs: there is no import map and no inline script. Style attributes
/// are allowed because the component library cannot do without; style elements are not.
/// </summary>
public static class PagePolicy
{
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
