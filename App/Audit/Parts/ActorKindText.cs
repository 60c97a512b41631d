namespace App.Audit.Parts;

/// <summary>Names the kinds of actors.</summary>
static class ActorKindText
{
    /// <summary>Returns the name of a kind beside the name of an actor; nothing for a member, the usual one.</summary>
    public static string Beside(ActorKind kind) => kind == ActorKind.Member ? "" : Of(kind);

    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.ApiKey => "API key",
        ActorKind.System => "System",
        ActorKind.Support => "Support",
        ActorKind.Member => "Member",
        ActorKind.Shopper => "Shopper",
        _ => "Device",
    };
}
