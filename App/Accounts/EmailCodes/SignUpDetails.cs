namespace App.Accounts;

/// <summary>What a person entered when they signed up. It is stored with their code, and applied when they use it.</summary>
/// <param name="Name">The name of the person.</param>
/// <param name="PasswordHash">The bcrypt hash of the password.</param>
/// <param name="Organization">The organization to create, as JSON; null for a person who was invited to one.</param>
public sealed record SignUpDetails(string Name, string PasswordHash, string? Organization);
