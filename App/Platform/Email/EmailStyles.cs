namespace App.Platform.Email;

/// <summary>Defines the styles of emails. They are inline, because email programs support only style attributes.</summary>
public static class EmailStyles
{
    public const string Page =
        "margin:0;padding:24px;background:#f6f6f3;" +
        "font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1d2421";
    public const string Sheet =
        "max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #deded8;border-radius:8px";
    public const string Brand = "margin:0 0 24px;font-weight:600";
    public const string Code = "margin:24px 0;font-size:32px;letter-spacing:6px;font-family:Menlo,Consolas,monospace";
    public const string Button =
        "display:inline-block;padding:12px 20px;border-radius:6px;background:#0e6b58;color:#ffffff;" +
        "text-decoration:none;font-weight:600";
    public const string Quiet = "margin:24px 0 0;font-size:13px;color:#5c6661";
}
