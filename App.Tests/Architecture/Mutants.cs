using App.Tests.Accounts;
using App.Tests.ApiKeys;
using App.Tests.Audit;
using App.Tests.Catalog;
using App.Tests.EmailLog;
using App.Tests.Orders;
using App.Tests.Platform;

namespace App.Tests.Architecture;

/// <summary>A patch that removes one guard, and the tests that must fail without it.</summary>
/// <param name="Name">Names the guard.</param>
/// <param name="Path">The file of the guard.</param>
/// <param name="Find">Text that the file contains exactly once.</param>
/// <param name="Replacement">Text without the guard. It must compile.</param>
/// <param name="Tests">The test classes to run. At least one of their tests must fail.</param>
sealed record Mutant(string Name, string Path, string Find, string Replacement, params Type[] Tests)
{
    /// <summary>Returns the patched text, or null unless the text to find occurs exactly once.</summary>
    public string? Apply(string text)
    {
        var at = text.IndexOf(Find, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(Find, at + 1, StringComparison.Ordinal) < 0
            ? string.Concat(text.AsSpan(0, at), Replacement, text.AsSpan(at + Find.Length))
            : null;
    }

    public override string ToString() => Name;
}

/// <summary>Lists the guards whose removal the tests must notice.</summary>
static class Mutants
{
    const string Gate = "App/Platform/Operations/Gate.cs";
    const string Key = "App/ApiKeys/enter_by_key.sql";

    public static readonly IReadOnlyList<Mutant> All =
    [
        new("permission check", Gate,
            "!actor.May(permission)", "!actor.May(permission) && now.Year < 1",
            typeof(GateTests), typeof(GateSweepTests)),
        new("step-up check", Gate,
            "!actor.HasProved(now)", "!actor.HasProved(now) && now.Year < 1",
            typeof(StepUpTests)),
        new("audit entry", Gate,
            "context.Db.Add(AuditEntry.Of(organization.Id, operation.Action, context.Actor, caller, note, context.Now));",
            "_ = AuditEntry.Of(organization.Id, operation.Action, context.Actor, caller, note, context.Now);",
            typeof(CreateProductTests), typeof(ListAuditEntriesTests)),
        new("events in the outbox", Gate,
            "context.Db.AddRange(context.Events);", "",
            typeof(CreateProductTests), typeof(PlaceOrderTests)),
        new("query filter", "App/Platform/Database/AppDb.cs",
            "row => row.OrganizationId == OrganizationId)",
            "row => row.OrganizationId == OrganizationId || row.OrganizationId != Guid.Empty)",
            typeof(TenancyTests)),
        new("row level security", "App/Platform/Database/RowLevelSecurity.cs",
            """
                        alter table {table} enable row level security;
                        alter table {table} force row level security;

            """, "",
            typeof(TenancyTests)),
        new("organization of an API key", Key,
            "join public.organizations o on o.id = k.organization_id and", "join public.organizations o on",
            typeof(ApiKeyTests), typeof(ForeignIdsTests)),
        new("revocation of an API key", Key,
            "k.hash = key_hash and k.revoked_at is null", "k.hash = key_hash",
            typeof(ApiKeyTests)),
        new("end of a session", "App/Accounts/Sessions/enter_by_session.sql",
            "s.id = session_id and s.ended_at is null", "s.id = session_id",
            typeof(SessionTests)),
        new("claim of an idempotency key", "App/Platform/Operations/Idempotency/Receipts.cs",
            "if (claimed == 1)", "if (claimed >= 0)",
            typeof(GateTests), typeof(PlaceOrderTests)),
        new("signature of a received webhook", "App/Platform/Http/StandardWebhook.cs",
            "signatures.Split(' ').Any(given => Same(expected, given))",
            "signatures.Split(' ').Any(given => Same(expected, given) || given.Length > 0)",
            typeof(RecordDeliveryReportTests)),
        new("lock of a row", "App/Platform/Operations/RowLock.cs",
            " for update\";", "\";",
            typeof(RowLockTests)),
    ];
}
