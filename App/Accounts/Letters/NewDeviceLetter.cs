using System.Globalization;
using App.Platform;

namespace App.Accounts;

/// <summary>Somebody signed in from a browser or program that this account, or this shopper, has not used before.</summary>
/// <param name="When">The moment.</param>
/// <param name="Device">In words.</param>
/// <param name="Address">Null where it is not known.</param>
/// <param name="NotMe">Ends it all.</param>
/// <param name="At">Us, or the organization whose storefront it is.</param>
public sealed record NewDeviceLetter(DateTimeOffset When, string Device, string? Address, Uri NotMe, string At = "Stockade") : ILetter
{
    public string Subject => $"New sign-in to {At}";

    public string Text => $"""
        Somebody has signed in to {At} with your address, from a device that you have not used before:

            {Device}
            {From}
            {Moment}

        If it was you, there is nothing to do. If it was not, open this link within seven days, and confirm it:

            {NotMe}

        It signs you out everywhere and makes your password worthless, so that you choose a new one.
        """;

    public string Moment => When.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public string From => Address is null ? "Unknown address" : $"Address {Address}";

    public Type Body => typeof(NewDeviceLetterBody);
}
