using App.Organizations;

namespace App.SampleData;

/// <summary>Fills an organization with sample data, so people can look around first, and removes it again.</summary>
public sealed class SampleDataModule : Module
{
    public override string Title => "Sample data";

    public override IReadOnlyList<PagePart> Parts =>
        [new(PagePart.Settings, typeof(Parts.SampleDataCard), OrganizationPermissions.SetUp.Name)];

    public override IReadOnlyList<Problem> Problems => [SampleDataProblems.AlreadyFilled];
}
