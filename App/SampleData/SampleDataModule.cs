using App.Organizations;

namespace App.SampleData;

/// <summary>Fills an organization with sample data, so people can look around before they enter their own, and removes it.</summary>
public sealed class SampleDataModule : Module
{
    public override string Title => "Sample data";

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.Settings, typeof(Parts.SampleDataCard), OrganizationPermissions.SetUp.Name)];

    public override IReadOnlyList<Problem> Problems => [SampleDataProblems.AlreadyFilled];
}
