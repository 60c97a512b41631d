using Microsoft.AspNetCore.Components;

namespace App.Platform.Email;

/// <summary>
/// Serves as the base class of emails. An email is one Razor file: its properties are the data, its markup is the HTML, and the
/// plain text is derived from the HTML by <see cref="EmailText"/>. Create an instance with its data and give it to
/// <see cref="EmailOutbox"/>.
/// </summary>
public abstract class EmailTemplate : ComponentBase
{
    public abstract string Subject { get; }

    /// <summary>
    /// Gets the last paragraph: why the recipient gets this email, and what to do if they did not ask for it.
    /// </summary>
    public abstract string Reason { get; }

    /// <summary>
    /// Gets the markup of this instance. It is rendered as a fragment of the layout and not as a component, because a component
    /// can be rendered only once, and one email may have several recipients.
    /// </summary>
    internal RenderFragment Content => BuildRenderTree;
}
