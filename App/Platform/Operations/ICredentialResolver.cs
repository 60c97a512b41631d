namespace App.Platform.Operations;

/// <summary>
/// Resolves one kind of credential to an actor, in the first round trip of the transaction. The feature that issues the
/// credential implements it and declares it in its module; the Gate knows no kind but the system's.
/// </summary>
public interface ICredentialResolver
{
    /// <summary>Gets the type of the credential, derived from <see cref="Operations.Credential"/>.</summary>
    Type Credential { get; }

    /// <summary>
    /// Gets what the credential is valid for. For everything else, its caller is treated like one without a credential.
    /// </summary>
    IReadOnlyList<AccessKind> ValidFor { get; }

    /// <summary>Gets the name of the database function that finds the credential; null if none is needed.</summary>
    string? Function => null;

    /// <summary>
    /// Gets whether a person presents it, who can confirm a second factor. Programs cannot, so they are exempt from step-up.
    /// </summary>
    bool AllowsStepUp => false;

    /// <summary>Returns the actor and the organization; null if the credential is not valid or no longer valid.</summary>
    Task<ResolvedCredential?> ResolveAsync(Credential credential, CredentialLookup lookup, CancellationToken ct);
}

/// <summary>Describes who acts.</summary>
/// <param name="Actor">Actor of the call.</param>
/// <param name="Organization">Organization of the call; null if it has none or the actor does not belong to it.</param>
public sealed record ResolvedCredential(Actor Actor, CurrentOrganization? Organization);
