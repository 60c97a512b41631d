using App.SignIn;

namespace App.Accounts;

/// <summary>The cookie with the sign-up code that this browser requested.</summary>
public static class SignUpCookie
{
    const string Name = "__Host-staff-verification";

    public static void Write(HttpContext context, Id<EmailCode> id) => EmailCodeCookie.Write(context, Name, id);

    public static void Clear(HttpContext context) => EmailCodeCookie.Clear(context, Name);

    public static Id<EmailCode>? Read(HttpContext context) => EmailCodeCookie.Read(context, Name);

    /// <summary>Returns the page where the code is entered. It continues to the given URL afterwards.</summary>
    public static string PageFor(string returnUrl) =>
        returnUrl == "/select" ? "/verify" : $"/verify?returnUrl={Uri.EscapeDataString(returnUrl)}";
}
