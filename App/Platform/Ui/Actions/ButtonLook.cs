namespace App.Platform.Ui;

/// <summary>One primary action per view; danger only on the button that does the irreversible thing.</summary>
public enum ButtonLook { Secondary, Primary, Danger, Quiet }

internal static class ButtonClass
{
    internal static string Of(ButtonLook look, bool small) =>
        "btn " + look.ToString().ToLowerInvariant() + (small ? " small" : "");
}
