using App.SignIn;

namespace App.Storefront;

/// <summary>Locks a shopper after too many wrong passwords.</summary>
public sealed class LockShopper(Gate gate, ShopperRealm realm, EmailOutbox outbox)
    : LockLoginFlow<ShopperRealm>(gate, realm, outbox)
{
    protected internal override Access Access => Access.Visitor;
    protected internal override string Action => "shopper.lock";
}
