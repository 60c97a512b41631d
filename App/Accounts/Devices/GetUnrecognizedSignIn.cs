using App.SignIn;

namespace App.Accounts;

/// <summary>Returns the sign-in of an account that an emailed link is about.</summary>
public sealed class GetUnrecognizedSignIn(Gate gate, KnownDevices<StaffRealm> devices, Places places)
    : GetUnrecognizedSignInFlow<StaffRealm>(gate, devices, places)
{
    protected internal override Access Access => Access.Public;
    protected internal override string Action => "sign_in.get_unrecognized";
}
