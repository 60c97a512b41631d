namespace App.Docs;

/// <summary>Groups the pages of the documentation in its sidebar.</summary>
public enum DocsGroup { Start, Guides, Operation }

/// <summary>Describes a page of the documentation. The sidebar, the search and the sitemap are made from these.</summary>
/// <param name="Href">The path of the page.</param>
/// <param name="Title">The title, also in the sidebar.</param>
/// <param name="Summary">What the page explains, in one sentence.</param>
/// <param name="Group">The group in the sidebar.</param>
/// <param name="Sections">The sections of the page, which are listed beside it.</param>
public sealed record DocsPage(string Href, string Title, string Summary, DocsGroup Group, params DocsHeading[] Sections);

/// <summary>Describes a section of a page.</summary>
/// <param name="Id">The fragment of its URL.</param>
/// <param name="Title">The heading.</param>
public sealed record DocsHeading(string Id, string Title);
