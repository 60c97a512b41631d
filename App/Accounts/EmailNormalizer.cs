using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>Gives ASP.NET Core Identity our rule for which addresses are the same. Its user names are addresses, too.</summary>
public sealed class EmailNormalizer : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) => NormalizeEmail(name);

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => email is null ? null : EmailAddress.KeyOf(email);
}
