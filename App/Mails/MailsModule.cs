using App.Platform;
using App.Platform.Ui;

namespace App.Mails;

/// <summary>The log of the mails that concern an organization. The Platform writes, sends and keeps them; here they are read, and sent again.</summary>
public sealed class MailsModule : Module
{
    public override string Title => "Mail log";

    public override void MapRoutes(IEndpointRouteBuilder routes) => MailRoutes.Map(routes);

    public override IReadOnlyList<Permission> Permissions => MailPermissions.All;

    public override IReadOnlyList<NavEntry> Navigation => [new("Organization", "Mail log", "mails", "mail", 30, MailPermissions.Read.Name, "g l")];

    public override IReadOnlyList<Problem> Problems => MailProblems.All;
}
