namespace App.E2E;

/// <summary>
/// For tests that kill an app or a database of their own. They run one after the other, while others run beside them, because a
/// restart takes a core for seconds.
/// </summary>
[CollectionDefinition(Name)]
public sealed class KillingTests
{
    public const string Name = "killing";
}
