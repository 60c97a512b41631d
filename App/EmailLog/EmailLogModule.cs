using App.EmailLog.Parts;
using static App.Platform.Http.Examples;

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

    public override IReadOnlyList<RecordKind> Records => [RecordKind.Of<EmailRecords>("Email", 80, EmailPermissions.Read.Name)];

    public override IReadOnlyList<TimelinePart> TimelineParts => [TimelinePart.Of<RecordEmails>(EmailPermissions.Read.Name)];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(EmailState.Queued, "Queued", Tone.Neutral, Shape.Ring),
        new(EmailState.Sent, "Sent", Tone.Info, Shape.Half),
        new(EmailState.Failed, "Failed", Tone.Danger, Shape.Cross),
        new(EmailState.Delivered, "Delivered", Tone.Success, Shape.Filled),
        new(EmailState.Bounced, "Bounced", Tone.Danger, Shape.Cross),
        new(EmailState.Complained, "Marked as spam", Tone.Danger, Shape.Cross),
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("kind", "invitation"), new("about", ExampleId("inv")), new("record_id", ExampleId("cus")),
        new("recipient", "ana@corner-cafe.example"),
        new("subject_line", "Join Harbor Foods on Stockade"), new("failure", "The recipient's mailbox is full."),
        new("text", "Join Harbor Foods on Stockade\n\nAna Ferreira invited you to join Harbor Foods as member.…"),
    ];

    public override IReadOnlyList<Problem> Problems => EmailProblems.All;
}
