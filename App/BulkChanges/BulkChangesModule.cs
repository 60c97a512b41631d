using App.BulkChanges.Parts;

namespace App.BulkChanges;

/// <summary>
/// Changes many records of a list at once, with progress and undo. The features declare the actions and change the records.
/// </summary>
public sealed class BulkChangesModule : Module
{
    public override string Title => "Bulk changes";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new BulkActions([.. provider.GetServices<BulkAction>()]));
        services.AddJob<BulkChangeRunner>(BulkChangeJobs.Run);
        services.AddSingleton<IOverdueWork>(new OverdueRows("bulk_changes", BulkChangeJobs.Run));
    }

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(BulkState.Running, "Running", Tone.Info, Shape.Half),
        new(BulkState.Finished, "Finished", Tone.Success, Shape.Filled),
        new(BulkState.Canceled, "Canceled", Tone.Neutral, Shape.Cross),
        new(BulkState.Stopped, "Stopped", Tone.Danger, Shape.Cross),
    ];

    public override IReadOnlyList<RecordKind> Records => [RecordKind.Of<BulkChangeRecords>("Bulk change", 90, null)];

    public override IReadOnlyList<Retention> Retention => [BulkChange.Retention];

    public override IReadOnlyList<Problem> Problems => BulkChangeProblems.All;
}
