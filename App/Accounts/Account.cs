using App.Platform;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>One person's login; it may belong to many organizations. ASP.NET Core Identity's user, with a name.</summary>
public sealed class Account : IdentityUser<Guid>, IIdentified
{
    public static string IdPrefix => "acc";

    public string Name { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when it runs the installation; null for everyone else. Given on the console alone.</summary>
    public DateTimeOffset? OperatorSince { get; set; }
}
