namespace App.SignIn;

public enum EmailCodePurpose
{
    /// <summary>Proves that the reader owns the address, and completes the sign-up.</summary>
    SignUp,

    /// <summary>
    /// Is sent to an address that already has a login. It cannot be redeemed, and its email says so; the caller cannot tell it
    /// from <see cref="SignUp"/>.
    /// </summary>
    AlreadyRegistered,

    /// <summary>
    /// Proves that a signed-in person reads the login's email, if there is no other second factor. It is bound to the session.
    /// </summary>
    StepUp,

    /// <summary>
    /// Lets the reader of the login's email choose a new password. For an address without a login it cannot be redeemed.
    /// </summary>
    PasswordReset,

    /// <summary>Proves that a signed-in person owns the address that the login is to get. It is bound to the session.</summary>
    NewAddress,

    /// <summary>
    /// Is sent instead to a new address that another login already has. The caller cannot tell it from
    /// <see cref="NewAddress"/>.
    /// </summary>
    AddressTaken,
}
