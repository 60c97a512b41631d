namespace App.Platform.Ui;

/// <summary>
/// Marks a static page that is only read, such as the landing page and the documentation. It gets the styles of site.css and no
/// script of the staff area.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicSiteAttribute : Attribute;
