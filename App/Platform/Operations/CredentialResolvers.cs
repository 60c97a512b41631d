using System.Collections.Frozen;

namespace App.Platform.Operations;

/// <summary>Finds the resolver of each kind of credential: the features' and Platform's own.</summary>
public sealed class CredentialResolvers
{
    readonly FrozenDictionary<Type, ICredentialResolver> byCredential;

    public CredentialResolvers(IEnumerable<ICredentialResolver> ofFeatures)
    {
        All = [new NoCredentialResolver(), new SystemResolver(), .. ofFeatures];
        if (All.GroupBy(resolver => resolver.Credential).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"The credential {twice.Key.Name} has more than one resolver.");
        if (All.FirstOrDefault(resolver => resolver is not SystemResolver && resolver.ValidFor.Contains(AccessKind.System))
            is { } pretender)
            throw new InvalidOperationException($"{pretender.GetType().Name} must not give access to the system's operations.");
        byCredential = All.ToFrozenDictionary(resolver => resolver.Credential);
    }

    public IReadOnlyList<ICredentialResolver> All { get; }

    /// <summary>Returns the resolver. A credential without one is a bug, not a caller without a credential.</summary>
    public ICredentialResolver Of(Credential credential) =>
        byCredential.GetValueOrDefault(credential.GetType()) ?? throw new InvalidOperationException(
            $"No module declares a resolver of the credential {credential.GetType().Name}.");

    /// <summary>Returns who acts; a visitor where everyone may act, otherwise null if the credential is not valid.</summary>
    internal async Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct)
    {
        var resolver = Of(credential);
        var resolved = resolver.ValidFor.Contains(lookup.Access.Kind)
            ? await resolver.ResolveAsync(credential, lookup, ct)
            : null;
        if (resolved is null && lookup.Access == Access.Public)
            return new(Actor.System("visitor"), null);
        return resolved;
    }
}
