using App.Platform;

namespace App.Backstage;

/// <summary>
/// Some of what an older key has sealed is sealed under the newest, while the house goes on: until it is done the older one opens it. When it
/// answers none, the older keys are needed by backups alone.
/// </summary>
public sealed class RewrapSecrets(Gate gate, FieldKeys keys, IEnumerable<IRewrap> kept) : Operation<RewrapSecrets.Request, RewrapSecrets.Answer>(gate)
{
    public sealed record Request : IRequest
    {
        public void Check(Checks checks) { }
    }

    /// <param name="Key">The key that seals now.</param>
    /// <param name="Renewed">How many secrets were under another; ask again until there is none.</param>
    public sealed record Answer(string Key, int Renewed);

    protected internal override Permission Permission => Permission.Ourselves;
    protected internal override string Action => "encryption_key.rewrap";

    protected override async Task<Result<Answer>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var (key, renewed) = (keys.Current.Id, 0);
        foreach (var one in kept)
            renewed += await one.RewrapAsync(pass.Db, ct);
        if (renewed == 0)
            pass.WasDone();
        else
            pass.Note(key, "Encryption key", after: new { key, renewed });
        return new Answer(key, renewed);
    }
}
