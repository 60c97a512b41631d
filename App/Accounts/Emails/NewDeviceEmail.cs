using System.Globalization;

namespace App.Accounts;

/// <summary>
/// Tells the owner of an account, or a shopper, about a sign-in from a browser or program that they have not used before.
/// </summary>
/// <param name="When">The time of the sign-in.</param>
/// <param name="Device">The browser and system, such as "Firefox on Linux".</param>
/// <param name="Address">The place and IP address; null if unknown.</param>
/// <param name="NotMe">The URL of the page that reports the sign-in.</param>
/// <param name="At">"Stockade", or the name of the organization whose storefront it is.</param>
public sealed record NewDeviceEmail(DateTimeOffset When, string Device, string? Address, Uri NotMe, string At = "Stockade")
    : IEmail
{
    public string Subject => $"New sign-in to {At}";

    public string Text => $"""
        Someone signed in to {At} as you, from a device that you have not used before:

            {Device}
            {From}
            {Moment}

        If it was you, you don't need to do anything. If it wasn't, open this link within seven days, and confirm:

            {NotMe}

        It signs you out everywhere and resets your password, so you can choose a new one.
        """;

    public string Moment => When.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public string From => Address is null ? "Unknown address" : $"Address {Address}";

    public Type Body => typeof(NewDeviceEmailBody);
}
