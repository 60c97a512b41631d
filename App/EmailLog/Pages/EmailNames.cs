namespace App.EmailLog.Pages;

/// <summary>Provides the display names of email types.</summary>
static class EmailNames
{
    public static string Of(string kind) => kind switch
    {
        "invitation" => "Invitation",
        "storefront_invitation" => "Storefront invitation",
        _ => kind.Replace('_', ' '),
    };
}
