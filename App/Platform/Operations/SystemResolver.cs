namespace App.Platform.Operations;

/// <summary>Resolves the credential of our own background loops, jobs, commands and seeds.</summary>
sealed class SystemResolver : ICredentialResolver
{
    public Type Credential => typeof(Credential.System);

    public IReadOnlyList<AccessKind> ValidFor => Enum.GetValues<AccessKind>();

    public async Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct)
    {
        var system = (Credential.System)credential;
        if (system.OrganizationId is { } organizationId)
        {
            var organization = await lookup.EnterAsync(organizationId, ct)
                ?? throw new InvalidOperationException("The organization does not exist.");
            return new(Actor.System(system.Name), organization);
        }
        return lookup.Access.Kind == AccessKind.Member ? null : new(Actor.System(system.Name), null);
    }
}
