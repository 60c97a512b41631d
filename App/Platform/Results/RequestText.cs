using System.Reflection;

namespace App.Platform.Results;

/// <summary>Declares a text of a request that may have several lines, such as a description.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MultilineAttribute : Attribute;

/// <summary>
/// Declares a text of a request that emails print, such as the name of a person or an organization. It must contain nothing that
/// a mail program turns into a link.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MailedAttribute : Attribute;

/// <summary>
/// Declares a text of a request that is only compared or has a format of its own, and is never stored and shown as it was sent:
/// a search, a barcode as a scanner sends it, a token. With it on an object, none of the object's texts is checked.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AnyTextAttribute : Attribute;

/// <summary>
/// Checks the characters of every text in a request. The Gate calls it, so a new text needs no line: it has one line unless its
/// property says otherwise. An element of a list must not be null. Texts with other characters are rejected and never changed,
/// so what is stored is what was sent.
/// </summary>
static class RequestText
{
    public static void Check(object request, Checks checks) => RequestMembers.Visit(request, (value, property, path) =>
    {
        if (value is null)
            checks.That(false, path, "This element is missing.", "required");
        if (value is string text && FaultOf(text, property) is { } fault)
            checks.That(false, path, fault.Detail, fault.Code);
    });

    static (string Detail, string Code)? FaultOf(string text, PropertyInfo property)
    {
        if (!text.IsWholeUtf16())
            return ("The text contains half a character, which cannot be stored. Type it again.", "invalid");
        if (property.IsDefined(typeof(AnyTextAttribute)))
            return null;
        if (property.IsDefined(typeof(MultilineAttribute)))
            return TextRules.HasControls(text)
                ? ("The text contains a control character. Only line breaks and tabs are allowed.", "invalid")
                : null;
        if (TextRules.HasLineBreak(text))
            return ("The text must be on one line. Remove the line breaks and tabs.", "not_one_line");
        if (TextRules.HasInvisible(text))
            return ("The text contains an invisible character. Type it again instead of copying it.", "invisible_character");
        return property.IsDefined(typeof(MailedAttribute)) && TextRules.HasLink(text)
            ? ("Emails show this text, so it must not contain an address of a website, an email address or a phone number. "
                + "Put a space after a dot.", "looks_like_link")
            : null;
    }
}
