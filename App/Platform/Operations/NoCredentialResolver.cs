namespace App.Platform.Operations;

/// <summary>Resolves a missing credential: its caller is a visitor where everyone may act, and nobody elsewhere.</summary>
sealed class NoCredentialResolver : ICredentialResolver
{
    public Type Credential => typeof(Credential.None);

    public IReadOnlyList<AccessKind> ValidFor => [];

    public Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct) =>
        Task.FromResult<ResolvedCredential?>(null);
}
