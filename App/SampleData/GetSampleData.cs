using App.Organizations;

namespace App.SampleData;

/// <summary>Counts the sample data of the organization, for the pages that add and remove it.</summary>
public sealed class GetSampleData(Gate gate) : Query<GetSampleData.Request, SampleCounts>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.Member(OrganizationPermissions.SetUp);
    protected internal override string Action => "sample_data.get";

    protected override async Task<Result<SampleCounts>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) => await SampleCounts.OfAsync(context, ct);
}
