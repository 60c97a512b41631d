namespace App.SavedViews;

/// <summary>Keeps filters, orders and columns of lists under names, for a member or for the organization.</summary>
public sealed class SavedViewsModule : Module
{
    public override string Title => "Saved views";

    public override IReadOnlyList<Permission> Permissions => SavedViewPermissions.All;

    public override IReadOnlyList<Problem> Problems => SavedViewProblems.All;
}
