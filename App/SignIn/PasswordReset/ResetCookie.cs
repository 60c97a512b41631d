namespace App.SignIn;

/// <summary>
/// The cookie with the password reset that this browser requested. It has no effect in the other realm or at other storefronts.
/// </summary>
public sealed class ResetCookie<TRealm>(TRealm realm) where TRealm : SignInRealm
{
    public void Write(HttpContext context, Id<EmailCode> id) => EmailCodeCookie.Write(context, realm.ResetCookie, id);

    public void Clear(HttpContext context) => EmailCodeCookie.Clear(context, realm.ResetCookie);

    public Id<EmailCode>? Read(HttpContext context) => EmailCodeCookie.Read(context, realm.ResetCookie);
}
