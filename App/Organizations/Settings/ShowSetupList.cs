using Microsoft.EntityFrameworkCore;

namespace App.Organizations;

/// <summary>Hides the setup list of the home page from everyone in the organization, or shows it again.</summary>
public sealed class ShowSetupList(Gate gate) : Operation<ShowSetupList.Request, Done>(gate)
{
    public sealed record Request(bool Shown) : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SetUp);
    protected internal override string Action => "organization.show_setup_list";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Db.Organizations.SingleAsync(ct);
        var before = new { SetupHidden = organization.SetupHiddenAt is not null };
        organization.ShowSetup(request.Shown, context.Now);
        context.NoteUpdate(
            organization.Id.ToString(), organization.Name, before, new { SetupHidden = organization.SetupHiddenAt is not null });
        return new Done();
    }
}
