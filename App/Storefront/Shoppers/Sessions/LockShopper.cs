using App.SignIn;

namespace App.Storefront;

/// <summary>Locks a shopper after too many wrong passwords.</summary>
public sealed class LockShopper(Gate gate, ShopperRealm realm, Lockouts<ShopperRealm> lockouts, EmailOutbox outbox)
    : LockLoginFlow<ShopperRealm>(gate, realm, lockouts, outbox)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper.lock";
}
