namespace App.EmailLog.Pages;

/// <summary>Provides the display names of email types.</summary>
static class EmailNames
{
    /// <summary>Returns the address, which is erased when its owner deletes their login at the storefront.</summary>
    public static string RecipientOf(string recipient) => recipient.Length == 0 ? "Deleted shopper" : recipient;

    public static string Of(string kind) => kind switch
    {
        "invitation" => "Invitation",
        "storefront_invitation" => "Storefront invitation",
        _ => kind.Replace('_', ' '),
    };
}
