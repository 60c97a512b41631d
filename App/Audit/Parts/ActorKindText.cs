namespace App.Audit.Parts;

/// <summary>Names the kinds of actors.</summary>
static class ActorKindText
{
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
