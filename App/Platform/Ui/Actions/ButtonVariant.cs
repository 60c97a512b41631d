namespace App.Platform.Ui;

/// <summary>Lists the button styles. Use one primary button per view, and danger only for an irreversible action.</summary>
public enum ButtonVariant { Secondary, Primary, Danger, Quiet }

internal static class ButtonClass
{
    internal static string Of(ButtonVariant variant, bool small) =>
        "btn " + variant.ToString().ToLowerInvariant() + (small ? " small" : "");
}
