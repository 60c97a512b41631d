using App.SignIn;

namespace App.Accounts;

/// <summary>A refresh token of a staff session.</summary>
public sealed class StaffRefreshToken : RefreshToken;
