namespace App.Mails.Pages;

/// <summary>What people call the letters.</summary>
static class LetterNames
{
    public static string Of(string kind) => kind switch
    {
        "invitation" => "Invitation",
        "storefront_invitation" => "Storefront invitation",
        _ => kind.Replace('_', ' '),
    };
}
