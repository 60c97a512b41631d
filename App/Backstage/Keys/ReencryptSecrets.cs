namespace App.Backstage;

/// <summary>
/// Re-encrypts a batch of secrets that an older key encrypted with the newest key, while the app runs. The older keys decrypt
/// until this is done. If no secret is left, only backups still need the older keys.
/// </summary>
public sealed class ReencryptSecrets(Gate gate, EncryptionKeys keys, IEnumerable<IReencrypt> stores)
    : Operation<ReencryptSecrets.Request, ReencryptSecrets.Answer>(gate)
{
    public sealed record Request : IRequest;

    /// <param name="Key">The ID of the newest key.</param>
    /// <param name="Renewed">The number of secrets that were re-encrypted. Repeat the operation until it is 0.</param>
    public sealed record Answer(string Key, int Renewed);

    protected internal override Access Access => Access.System;
    protected internal override string Action => "encryption_key.reencrypt";

    protected override async Task<Result<Answer>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var key = keys.Current.Id;
        var renewed = 0;
        foreach (var store in stores)
            renewed += await store.ReencryptAsync(context.Db, ct);
        if (renewed == 0)
            context.AlreadyDone();
        else
            context.Note(key, "Encryption key", after: new { key, renewed });
        return new Answer(key, renewed);
    }
}
