namespace App.Platform.Values;

/// <summary>
/// Represents something that happened to an account, outside of any organization. Only event handlers receive it, once in each
/// organization in which the account is an active member; it is neither listed by the API nor sent to webhooks.
/// </summary>
public interface IAccountEvent
{
    /// <summary>Gets the dotted name in the past tense, such as <c>account.locked</c>.</summary>
    static abstract string Type { get; }

    Guid AccountId { get; }
}
