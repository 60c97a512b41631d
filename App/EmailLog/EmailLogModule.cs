namespace App.EmailLog;

/// <summary>
/// Shows the log of the emails that concern an organization, and sends them again. App.Platform.Email writes, sends and deletes
/// them.
/// </summary>
public sealed class EmailLogModule : Module
{
    public override string Title => "Email log";

    public override void MapRoutes(IEndpointRouteBuilder routes) => EmailEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => EmailPermissions.All;

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Organization, "Email log", "emails", "mail", 30, EmailPermissions.Read.Name, "g l")];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(EmailState.Queued, "Queued", Tone.Neutral, Shape.Ring),
        new(EmailState.Sent, "Sent", Tone.Info, Shape.Half),
        new(EmailState.Failed, "Failed", Tone.Danger, Shape.Cross),
        new(EmailState.Delivered, "Delivered", Tone.Success, Shape.Filled),
        new(EmailState.Bounced, "Bounced", Tone.Danger, Shape.Cross),
        new(EmailState.Complained, "Marked as spam", Tone.Danger, Shape.Cross),
    ];

    public override IReadOnlyList<Problem> Problems => EmailProblems.All;
}
