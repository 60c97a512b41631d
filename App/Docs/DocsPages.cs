namespace App.Docs;

/// <summary>Lists the pages of the documentation in the order of the sidebar.</summary>
public static class DocsPages
{
    public static readonly IReadOnlyList<DocsPage> All =
    [
        new("/docs", "Overview", "All pages of the documentation.", DocsGroup.Start),
        new("/docs/quick-start", "Quick start", "From an empty machine to a first order and its webhook, in five steps.",
            DocsGroup.Start,
            new("run", "Run Stockade"), new("key", "Get an API key"), new("order", "Place an order"),
            new("webhook", "Receive the webhook"), new("next", "Next steps")),
        new("/docs/api", "API reference", "Every operation with its parameters, responses, errors and samples.",
            DocsGroup.Start),
        new("/docs/authentication", "Authentication", "API keys and scopes for programs, access tokens for people.",
            DocsGroup.Guides,
            new("keys", "API keys"), new("scopes", "Scopes"), new("tokens", "Access tokens"),
            new("second-factor", "Second factors"), new("failures", "When a credential fails")),
        new("/docs/errors", "Errors", "The format of errors, and a page with cause and fix for every code.",
            DocsGroup.Guides,
            new("format", "Format"), new("order", "Order of checks"), new("codes", "All codes")),
        new("/docs/idempotency", "Idempotency", "Retry a request without doing its work twice.", DocsGroup.Guides,
            new("send", "Send a key"), new("answers", "Possible responses"), new("versions", "Changes by two programs")),
        new("/docs/pagination", "Pagination and polling", "Read long lists in pages, and poll them without missing a change.",
            DocsGroup.Guides,
            new("pages", "Pages"), new("polling", "Poll for changes"), new("caching", "Ask only for what is new")),
        new("/docs/webhooks", "Webhooks", "Receive events as signed requests, verify them, and know when they are retried.",
            DocsGroup.Guides,
            new("receive", "Receive events"), new("format", "Request"), new("verify", "Verify the signature"),
            new("retries", "Retries"), new("secrets", "Rotate the secret"), new("events", "Event types")),
        new("/docs/rate-limits", "Rate limits", "How many requests you can send, and how to read what is left.",
            DocsGroup.Guides,
            new("limits", "Limits"), new("headers", "Headers"), new("exceeded", "When a limit is exceeded")),
        new("/docs/self-hosting", "Self-hosting", "Run Stockade on your own machine: what it needs, settings, keys, upgrades.",
            DocsGroup.Operation,
            new("try", "Try it"), new("production", "Run it in production"), new("proxy", "The proxy in front"),
            new("instances", "Several instances"), new("backups", "Keys and backups"), new("settings", "Settings")),
        new("/docs/security", "Security", "What protects your data, and the test that checks each protection.",
            DocsGroup.Operation,
            new("isolation", "Isolation of organizations"), new("audit", "Audit log"), new("signin", "Sign-in"),
            new("secrets", "Stored secrets"), new("requests", "Requests"), new("report", "Report a vulnerability")),
    ];

    public static DocsPage? Find(string path) => All.FirstOrDefault(page => page.Href == path);

    /// <summary>Returns the heading of a group in the sidebar.</summary>
    public static string TitleOf(DocsGroup group) => group switch
    {
        DocsGroup.Start => "Start",
        DocsGroup.Guides => "Guides",
        _ => "Operation",
    };
}
