using System;
using System.Net;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "platform");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:CollationDefinition:natural", "und-u-kn-true,und-u-kn-true,icu,True");

            migrationBuilder.CreateTable(
                name: "account_entries",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    entity_id = table.Column<string>(type: "text", nullable: false),
                    entity_label = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true),
                    address = table.Column<IPAddress>(type: "inet", nullable: true),
                    user_agent = table.Column<string>(type: "text", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    client_request_id = table.Column<string>(type: "text", nullable: true),
                    fold = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_entries", x => x.id);
                    table.CheckConstraint("ck_account_entries_actor_kind", "actor_kind in ('Member', 'ApiKey', 'Shopper', 'Device', 'System', 'Support')");
                    table.CheckConstraint("ck_account_entries_outcome", "outcome in ('Done', 'Denied')");
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    operator_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_count = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    entity_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    entity_label = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true),
                    address = table.Column<IPAddress>(type: "inet", nullable: true),
                    user_agent = table.Column<string>(type: "text", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    client_request_id = table.Column<string>(type: "text", nullable: true),
                    fold = table.Column<string>(type: "text", nullable: true),
                    action_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(action)", stored: true),
                    actor_name_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(actor_name)", stored: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    entity_label_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(entity_label)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_audit_entries_actor_kind", "actor_kind in ('Member', 'ApiKey', 'Shopper', 'Device', 'System', 'Support')");
                    table.CheckConstraint("ck_audit_entries_outcome", "outcome in ('Done', 'Denied')");
                });

            migrationBuilder.CreateTable(
                name: "bulk_changes",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    arguments = table.Column<string>(type: "jsonb", nullable: true),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undo_of = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_changes", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_bulk_changes_state", "state in ('Running', 'Finished', 'Canceled', 'Stopped')");
                });

            migrationBuilder.CreateTable(
                name: "comments",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    author_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comments", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_comments_author_kind", "author_kind in ('Member', 'ApiKey', 'Shopper', 'Device', 'System', 'Support')");
                });

            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "natural"),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "natural"),
                    number_key = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    tax_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    notes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    contacts = table.Column<string>(type: "jsonb", nullable: false),
                    addresses = table.Column<string>(type: "jsonb", nullable: false),
                    is_sample = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    email_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(email)", stored: true),
                    name_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(name)", stored: true),
                    number_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(number)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                schema: "platform",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "delivery_reports",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    email_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    final = table.Column<bool>(type: "boolean", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_reports", x => x.id);
                    table.CheckConstraint("ck_delivery_reports_state", "state in ('Queued', 'Sent', 'Failed', 'Delivered', 'Bounced', 'Complained')");
                });

            migrationBuilder.CreateTable(
                name: "email_log_entries",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    about = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    record_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    recipient_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(recipient)", stored: true),
                    subject_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(subject)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_log_entries", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_email_log_entries_state", "state in ('Queued', 'Sent', 'Failed', 'Delivered', 'Bounced', 'Complained')");
                });

            migrationBuilder.CreateTable(
                name: "email_turns",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<short>(type: "smallint", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_turns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "emails",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    job_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    job_subject = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    is_last = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emails", x => x.id);
                    table.CheckConstraint("ck_emails_state", "state in ('Queued', 'Sent', 'Failed', 'Delivered', 'Bounced', 'Complained')");
                });

            migrationBuilder.CreateTable(
                name: "exports",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    format = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    filter = table.Column<string>(type: "jsonb", nullable: false),
                    sort = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    cursor = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    parts = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exports", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_exports_format", "format in ('Csv', 'Xlsx')");
                    table.CheckConstraint("ck_exports_state", "state in ('Running', 'Finished', 'Failed', 'Stopped', 'Deleted')");
                });

            migrationBuilder.CreateTable(
                name: "handled_events",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    handler = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handled_events", x => new { x.organization_id, x.event_id, x.handler });
                });

            migrationBuilder.CreateTable(
                name: "idempotency_receipts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    response = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_receipts", x => new { x.organization_id, x.actor_id, x.action, x.key });
                });

            migrationBuilder.CreateTable(
                name: "order_counters",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_number = table.Column<long>(type: "bigint", nullable: false),
                    sample_count = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_counters", x => x.organization_id);
                });

            migrationBuilder.CreateTable(
                name: "organization_slugs",
                schema: "platform",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    look = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_slugs", x => x.slug);
                    table.UniqueConstraint("ak_organization_slugs_organization_id_slug", x => new { x.organization_id, x.slug });
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "json", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "pending_events",
                schema: "platform",
                columns: table => new
                {
                    handler = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payload = table.Column<string>(type: "json", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_events", x => new { x.handler, x.event_id });
                    table.CheckConstraint("ck_pending_events_owner", "(organization_id is null) <> (account_id is null)");
                });

            migrationBuilder.CreateTable(
                name: "pending_jobs",
                schema: "platform",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    queue = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    job_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_jobs", x => new { x.kind, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "natural"),
                    description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    category = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "natural"),
                    category_key = table.Column<string>(type: "text", nullable: true),
                    is_sample = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    name_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(name)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    permissions = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    member_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    member_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    default_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "security_events",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    subject_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    subject_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    network = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    detail = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    count = table.Column<int>(type: "integer", nullable: false),
                    first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    hour = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fold = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_security_events", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_security_events_kind", "kind in ('FailedSignIn', 'RefusedSecondFactor', 'Lockout', 'RateLimit', 'RefusedKey', 'DeniedRequest', 'RefusedOrigin')");
                    table.CheckConstraint("ck_security_events_subject_kind", "subject_kind in ('Member', 'ApiKey', 'Shopper', 'Device', 'System', 'Support')");
                });

            migrationBuilder.CreateTable(
                name: "signing_keys",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    realm = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    encrypted_private_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signs_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signing_keys", x => x.id);
                    table.CheckConstraint("ck_signing_keys_realm", "realm in ('Staff', 'Shopper')");
                });

            migrationBuilder.CreateTable(
                name: "storefront_branding",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accent = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true),
                    logo = table.Column<byte[]>(type: "bytea", nullable: true),
                    logo_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    logo_hash = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_storefront_branding", x => x.organization_id);
                });

            migrationBuilder.CreateTable(
                name: "suppressed_addresses",
                schema: "platform",
                columns: table => new
                {
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    sender = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(address)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suppressed_addresses", x => new { x.address, x.sender });
                    table.CheckConstraint("ck_suppressed_addresses_reason", "reason in ('Queued', 'Sent', 'Failed', 'Delivered', 'Bounced', 'Complained')");
                });

            migrationBuilder.CreateTable(
                name: "warehouses",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "natural"),
                    code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "natural"),
                    code_key = table.Column<string>(type: "text", nullable: true),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "jsonb", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    code_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(code)", stored: true),
                    name_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(name)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warehouses", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "webhook_endpoints",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false),
                    description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    event_types = table.Column<string[]>(type: "text[]", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    disabled_reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    secret = table.Column<string>(type: "text", nullable: false),
                    old_secret = table.Column<string>(type: "text", nullable: true),
                    old_secret_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_endpoints", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_webhook_endpoints_disabled_reason", "disabled_reason in ('Manual', 'Gone', 'Failing')");
                    table.CheckConstraint("ck_webhook_endpoints_status", "status in ('Enabled', 'Disabled')");
                });

            migrationBuilder.CreateTable(
                name: "authenticators",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    encrypted_secret = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authenticators", x => x.id);
                    table.ForeignKey(
                        name: "fk_authenticators_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "email_changes",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    previous_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_email_changes_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "email_codes",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sign_up_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    sign_up_password_hash = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    details = table.Column<string>(type: "jsonb", nullable: true),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    recipient_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    encrypted_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    code_mac = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    by_program = table.Column<bool>(type: "boolean", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    new_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    shared_tries = table.Column<int>(type: "integer", nullable: false),
                    withheld = table.Column<bool>(type: "boolean", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    voided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_email_codes", x => x.id);
                    table.CheckConstraint("ck_email_codes_purpose", "purpose in ('SignUp', 'AlreadyRegistered', 'StepUp', 'PasswordReset', 'NewAddress', 'AddressTaken')");
                    table.ForeignKey(
                        name: "fk_email_codes_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "known_devices",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_count = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    emailed_to = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    first_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_devices", x => x.id);
                    table.ForeignKey(
                        name: "fk_known_devices_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkey_ceremonies",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkey_ceremonies", x => x.id);
                    table.CheckConstraint("ck_passkey_ceremonies_purpose", "purpose in ('Create', 'SignIn', 'StepUp')");
                    table.ForeignKey(
                        name: "fk_passkey_ceremonies_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    credential_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    transports = table.Column<string[]>(type: "text[]", nullable: false),
                    is_user_verified = table.Column<bool>(type: "boolean", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    attestation_object = table.Column<byte[]>(type: "bytea", nullable: false),
                    client_data_json = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkeys", x => x.id);
                    table.ForeignKey(
                        name: "fk_passkeys_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pending_sign_ins",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stamp = table.Column<string>(type: "text", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_sign_ins", x => x.id);
                    table.ForeignKey(
                        name: "fk_pending_sign_ins_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_recovery_codes_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "second_factor_attempts",
                schema: "platform",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_second_factor_attempts", x => new { x.account_id, x.device_id });
                    table.ForeignKey(
                        name: "fk_second_factor_attempts_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    idle_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "trusted_devices",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stamp = table.Column<string>(type: "text", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trusted_devices", x => x.id);
                    table.ForeignKey(
                        name: "fk_trusted_devices_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_items",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bulk_change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    detail = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_items", x => new { x.organization_id, x.bulk_change_id, x.position });
                    table.CheckConstraint("ck_bulk_items_state", "state in ('Waiting', 'Done', 'Failed')");
                    table.ForeignKey(
                        name: "fk_bulk_items_bulk_changes_organization_id_bulk_change_id",
                        columns: x => new { x.organization_id, x.bulk_change_id },
                        principalTable: "bulk_changes",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shoppers",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    password_hash = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    link_expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_count = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shoppers", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_shoppers_customers_organization_id_customer_id",
                        columns: x => new { x.organization_id, x.customer_id },
                        principalTable: "customers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    address = table.Column<string>(type: "jsonb", nullable: true),
                    requires_second_factor = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    alerts_owners_of_lockouts = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    lockout_threshold = table.Column<int>(type: "integer", nullable: false, defaultValue: 5),
                    setup_hidden_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    suspended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.id);
                    table.ForeignKey(
                        name: "fk_organizations_organization_slugs_id_slug",
                        columns: x => new { x.id, x.slug },
                        principalSchema: "platform",
                        principalTable: "organization_slugs",
                        principalColumns: new[] { "organization_id", "slug" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outbox_queue",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true),
                    parked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_queue", x => new { x.organization_id, x.event_id });
                    table.ForeignKey(
                        name: "fk_outbox_queue_outbox_messages_organization_id_event_id",
                        columns: x => new { x.organization_id, x.event_id },
                        principalTable: "outbox_messages",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    endpoint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    round_attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ready = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_status_code = table.Column<int>(type: "integer", nullable: true),
                    last_error = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_duration_ms = table.Column<int>(type: "integer", nullable: true),
                    last_response_excerpt = table.Column<string>(type: "text", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_webhook_deliveries_status", "status in ('Pending', 'Delivered', 'Exhausted', 'Disabled')");
                    table.ForeignKey(
                        name: "fk_webhook_deliveries_outbox_messages_organization_id_event_id",
                        columns: x => new { x.organization_id, x.event_id },
                        principalTable: "outbox_messages",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateTable(
                name: "variants",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "natural"),
                    sku_key = table.Column<string>(type: "text", nullable: false),
                    barcode = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    barcode_key = table.Column<string>(type: "text", nullable: true),
                    unit = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    quantity_step = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    min_quantity = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    smallest_quantity = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    barcode_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(barcode)", stored: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    sku_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(sku)", stored: true),
                    price_amount = table.Column<long>(type: "bigint", nullable: false),
                    price_currency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_variants", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_variants_products_organization_id_product_id",
                        columns: x => new { x.organization_id, x.product_id },
                        principalTable: "products",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    custom_role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    invited_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    invited_by_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_invitations_role", "role in ('Member', 'Admin', 'Owner', 'Manager', 'Operator', 'Packer', 'Cook', 'Courier', 'Cashier', 'Marketing', 'Accountant', 'Hr', 'Custom')");
                    table.ForeignKey(
                        name: "fk_invitations_roles_organization_id_custom_role_id",
                        columns: x => new { x.organization_id, x.custom_role_id },
                        principalTable: "roles",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    custom_role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ownership_offered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ownership_offered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_members_role", "role in ('Member', 'Admin', 'Owner', 'Manager', 'Operator', 'Packer', 'Cook', 'Courier', 'Cashier', 'Marketing', 'Accountant', 'Hr', 'Custom')");
                    table.CheckConstraint("ck_members_status", "status in ('Active', 'Suspended', 'Removed')");
                    table.ForeignKey(
                        name: "fk_members_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "platform",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_members_roles_organization_id_custom_role_id",
                        columns: x => new { x.organization_id, x.custom_role_id },
                        principalTable: "roles",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    warehouse_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    reference_key = table.Column<string>(type: "text", nullable: true),
                    ship_to = table.Column<string>(type: "jsonb", nullable: true),
                    rest_canceled = table.Column<bool>(type: "boolean", nullable: false),
                    is_sample = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fulfilled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    canceled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true, computedColumnSql: "coalesce(fulfilled_at, canceled_at)", stored: true),
                    customer_name_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(customer_name)", stored: true),
                    reference_folded = table.Column<string>(type: "text", nullable: true, computedColumnSql: "platform.search_text(reference)", stored: true),
                    owed_amount = table.Column<long>(type: "bigint", nullable: false),
                    owed_currency = table.Column<string>(type: "text", nullable: false),
                    total_amount = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_orders_status", "status in ('Placed', 'PartiallyFulfilled', 'Fulfilled', 'Canceled')");
                    table.ForeignKey(
                        name: "fk_orders_customers_organization_id_customer_id",
                        columns: x => new { x.organization_id, x.customer_id },
                        principalTable: "customers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_warehouses_organization_id_warehouse_id",
                        columns: x => new { x.organization_id, x.warehouse_id },
                        principalTable: "warehouses",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refresh_tokens",
                schema: "platform",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    successor = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refresh_tokens", x => x.hash);
                    table.ForeignKey(
                        name: "fk_refresh_tokens_sessions_session_id",
                        column: x => x.session_id,
                        principalSchema: "platform",
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "known_shopper_devices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_count = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    emailed_to = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    first_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_shopper_devices", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_known_shopper_devices_shoppers_organization_id_shopper_id",
                        columns: x => new { x.organization_id, x.shopper_id },
                        principalTable: "shoppers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shopper_email_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    previous_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shopper_email_changes", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_shopper_email_changes_shoppers_organization_id_shopper_id",
                        columns: x => new { x.organization_id, x.shopper_id },
                        principalTable: "shoppers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shopper_email_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    recipient_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    encrypted_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    code_mac = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    by_program = table.Column<bool>(type: "boolean", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    new_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    shared_tries = table.Column<int>(type: "integer", nullable: false),
                    withheld = table.Column<bool>(type: "boolean", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    voided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shopper_email_codes", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_shopper_email_codes_purpose", "purpose in ('SignUp', 'AlreadyRegistered', 'StepUp', 'PasswordReset', 'NewAddress', 'AddressTaken')");
                    table.ForeignKey(
                        name: "fk_shopper_email_codes_shoppers_organization_id_shopper_id",
                        columns: x => new { x.organization_id, x.shopper_id },
                        principalTable: "shoppers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shopper_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    idle_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shopper_sessions", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_shopper_sessions_shoppers_organization_id_shopper_id",
                        columns: x => new { x.organization_id, x.shopper_id },
                        principalTable: "shoppers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "webhook_attempts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    status_code = table.Column<int>(type: "integer", nullable: true),
                    error = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    response_excerpt = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_attempts", x => new { x.organization_id, x.delivery_id, x.n });
                    table.ForeignKey(
                        name: "fk_webhook_attempts_webhook_deliveries_organization_id_deliver~",
                        columns: x => new { x.organization_id, x.delivery_id },
                        principalTable: "webhook_deliveries",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_levels",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    on_hand = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    reserved = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    reorder_point = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_levels", x => new { x.organization_id, x.variant_id, x.warehouse_id });
                    table.CheckConstraint("ck_stock_levels_never_oversold", "reserved <= on_hand");
                    table.CheckConstraint("ck_stock_levels_on_hand", "on_hand >= 0");
                    table.CheckConstraint("ck_stock_levels_reserved", "reserved >= 0");
                    table.ForeignKey(
                        name: "fk_stock_levels_variants_organization_id_variant_id",
                        columns: x => new { x.organization_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_levels_warehouses_organization_id_warehouse_id",
                        columns: x => new { x.organization_id, x.warehouse_id },
                        principalTable: "warehouses",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_movements",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    document_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    actor_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_movements", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_stock_movements_actor_kind", "actor_kind in ('Member', 'ApiKey', 'Shopper', 'Device', 'System', 'Support')");
                    table.CheckConstraint("ck_stock_movements_kind", "kind in ('Adjustment', 'TransferOut', 'TransferIn', 'OrderFulfillment')");
                    table.ForeignKey(
                        name: "fk_stock_movements_variants_organization_id_variant_id",
                        columns: x => new { x.organization_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_movements_warehouses_organization_id_warehouse_id",
                        columns: x => new { x.organization_id, x.warehouse_id },
                        principalTable: "warehouses",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    prefix = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    first_eight = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_api_keys_api_keys_organization_id_parent_key_id",
                        columns: x => new { x.organization_id, x.parent_key_id },
                        principalTable: "api_keys",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_api_keys_members_organization_id_created_by_id",
                        columns: x => new { x.organization_id, x.created_by_id },
                        principalTable: "members",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notification_preferences",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    in_app = table.Column<bool>(type: "boolean", nullable: false),
                    email = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_preferences", x => new { x.organization_id, x.member_id, x.kind });
                    table.CheckConstraint("ck_notification_preferences_kind", "kind in ('Mention')");
                    table.ForeignKey(
                        name: "fk_notification_preferences_members_organization_id_member_id",
                        columns: x => new { x.organization_id, x.member_id },
                        principalTable: "members",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    record_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    record_label = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    in_app = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_in = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_notifications_kind", "kind in ('Mention')");
                    table.ForeignKey(
                        name: "fk_notifications_members_organization_id_member_id",
                        columns: x => new { x.organization_id, x.member_id },
                        principalTable: "members",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carts", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_carts_owner", "shopper_id is not null or token_hash is not null");
                    table.ForeignKey(
                        name: "fk_carts_orders_organization_id_order_id",
                        columns: x => new { x.organization_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_carts_shoppers_organization_id_shopper_id",
                        columns: x => new { x.organization_id, x.shopper_id },
                        principalTable: "shoppers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    product_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    unit = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    fulfilled_quantity = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    total_amount = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "text", nullable: false),
                    unit_price_amount = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_currency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_lines", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_order_lines_fulfilled", "fulfilled_quantity >= 0 and fulfilled_quantity <= quantity");
                    table.CheckConstraint("ck_order_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_order_lines_orders_organization_id_order_id",
                        columns: x => new { x.organization_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_lines_variants_organization_id_variant_id",
                        columns: x => new { x.organization_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shopper_refresh_tokens",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    successor = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shopper_refresh_tokens", x => new { x.organization_id, x.hash });
                    table.ForeignKey(
                        name: "fk_shopper_refresh_tokens_shopper_sessions_organization_id_ses~",
                        columns: x => new { x.organization_id, x.session_id },
                        principalTable: "shopper_sessions",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    shown_price_amount = table.Column<long>(type: "bigint", nullable: false),
                    shown_price_currency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_lines", x => new { x.organization_id, x.cart_id, x.variant_id });
                    table.CheckConstraint("ck_cart_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_cart_lines_carts_organization_id_cart_id",
                        columns: x => new { x.organization_id, x.cart_id },
                        principalTable: "carts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_cart_lines_variants_organization_id_variant_id",
                        columns: x => new { x.organization_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_entries_actor_id_id",
                schema: "platform",
                table: "account_entries",
                columns: new[] { "actor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_account_entries_at",
                schema: "platform",
                table: "account_entries",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_account_entries_entity_id_id",
                schema: "platform",
                table: "account_entries",
                columns: new[] { "entity_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_account_entries_fold",
                schema: "platform",
                table: "account_entries",
                column: "fold",
                unique: true,
                filter: "fold is not null");

            migrationBuilder.CreateIndex(
                name: "ux_accounts_email",
                schema: "platform",
                table: "accounts",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_hash",
                table: "api_keys",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_organization_id_changed_in_id",
                table: "api_keys",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_organization_id_created_by_id",
                table: "api_keys",
                columns: new[] { "organization_id", "created_by_id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_organization_id_parent_key_id",
                table: "api_keys",
                columns: new[] { "organization_id", "parent_key_id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_action_id",
                table: "audit_entries",
                columns: new[] { "organization_id", "action", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_actor_id_id",
                table: "audit_entries",
                columns: new[] { "organization_id", "actor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_changed_in_id",
                table: "audit_entries",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_entity_id_id",
                table: "audit_entries",
                columns: new[] { "organization_id", "entity_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organization_id_fold",
                table: "audit_entries",
                columns: new[] { "organization_id", "fold" },
                unique: true,
                filter: "fold is not null");

            migrationBuilder.CreateIndex(
                name: "ix_authenticators_account_id",
                schema: "platform",
                table: "authenticators",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_changes_created_at",
                table: "bulk_changes",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_changes_running",
                table: "bulk_changes",
                column: "updated_at",
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_items_failed",
                table: "bulk_items",
                columns: new[] { "organization_id", "bulk_change_id", "position" },
                filter: "state = 'Failed'");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_items_waiting",
                table: "bulk_items",
                columns: new[] { "organization_id", "bulk_change_id", "position" },
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_cart_lines_organization_id_variant_id",
                table: "cart_lines",
                columns: new[] { "organization_id", "variant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_carts_forgotten",
                table: "carts",
                column: "updated_at",
                filter: "shopper_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_carts_organization_id_order_id",
                table: "carts",
                columns: new[] { "organization_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ux_carts_shopper",
                table: "carts",
                columns: new[] { "organization_id", "shopper_id" },
                unique: true,
                filter: "order_id is null");

            migrationBuilder.CreateIndex(
                name: "ux_carts_token",
                table: "carts",
                columns: new[] { "organization_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_comments_organization_id_changed_in_id",
                table: "comments",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_comments_organization_id_record_id_id",
                table: "comments",
                columns: new[] { "organization_id", "record_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_organization_id_changed_in_id",
                table: "customers",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_organization_id_created_at_id",
                table: "customers",
                columns: new[] { "organization_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_organization_id_name_id",
                table: "customers",
                columns: new[] { "organization_id", "name", "id" },
                filter: "archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customers_sample",
                table: "customers",
                column: "organization_id",
                filter: "is_sample");

            migrationBuilder.CreateIndex(
                name: "ux_customers_number",
                table: "customers",
                columns: new[] { "organization_id", "number_key" },
                unique: true,
                filter: "archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_reports_waiting",
                schema: "platform",
                table: "delivery_reports",
                column: "received_at",
                filter: "handled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_email_changes_account_id",
                schema: "platform",
                table: "email_changes",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_email_changes_link_hash",
                schema: "platform",
                table: "email_changes",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_email_codes_account_id_created_at",
                schema: "platform",
                table: "email_codes",
                columns: new[] { "account_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_email_codes_link_hash",
                schema: "platform",
                table: "email_codes",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_email_codes_recipient_hash_created_at",
                schema: "platform",
                table: "email_codes",
                columns: new[] { "recipient_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_email_log_entries_created_at",
                table: "email_log_entries",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_email_log_entries_organization_id_about_id",
                table: "email_log_entries",
                columns: new[] { "organization_id", "about", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_email_log_entries_organization_id_changed_in_id",
                table: "email_log_entries",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_email_log_entries_organization_id_created_at",
                table: "email_log_entries",
                columns: new[] { "organization_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_email_log_entries_organization_id_record_id_id",
                table: "email_log_entries",
                columns: new[] { "organization_id", "record_id", "id" },
                filter: "record_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_emails_created_at",
                schema: "platform",
                table: "emails",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_emails_waiting",
                schema: "platform",
                table: "emails",
                columns: new[] { "job_kind", "job_subject", "next_attempt_at" },
                filter: "state = 'Queued'");

            migrationBuilder.CreateIndex(
                name: "ix_exports_created_at",
                table: "exports",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_exports_running",
                table: "exports",
                column: "updated_at",
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "ix_handled_events_handled_at",
                table: "handled_events",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_receipts_created_at",
                table: "idempotency_receipts",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_organization_id_changed_in_id",
                table: "invitations",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_organization_id_custom_role_id",
                table: "invitations",
                columns: new[] { "organization_id", "custom_role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_token",
                table: "invitations",
                column: "token_hash");

            migrationBuilder.CreateIndex(
                name: "ux_invitations_open",
                table: "invitations",
                columns: new[] { "organization_id", "normalized_email" },
                unique: true,
                filter: "accepted_at is null and revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_known_devices_last_seen_at",
                schema: "platform",
                table: "known_devices",
                column: "last_seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_known_devices_link_hash",
                schema: "platform",
                table: "known_devices",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_known_devices_mark",
                schema: "platform",
                table: "known_devices",
                columns: new[] { "account_id", "mark" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_known_shopper_devices_last_seen_at",
                table: "known_shopper_devices",
                column: "last_seen_at");

            migrationBuilder.CreateIndex(
                name: "ux_known_shopper_devices_link",
                table: "known_shopper_devices",
                columns: new[] { "organization_id", "link_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_known_shopper_devices_mark",
                table: "known_shopper_devices",
                columns: new[] { "organization_id", "shopper_id", "mark" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_account_id",
                table: "members",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_organization_id_changed_in_id",
                table: "members",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_members_organization_id_custom_role_id",
                table: "members",
                columns: new[] { "organization_id", "custom_role_id" });

            migrationBuilder.CreateIndex(
                name: "ux_members_account",
                table: "members",
                columns: new[] { "organization_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_created_at",
                table: "notifications",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_changed_in_id",
                table: "notifications",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_member_id_id",
                table: "notifications",
                columns: new[] { "organization_id", "member_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_organization_id_source_id_member_id",
                table: "notifications",
                columns: new[] { "organization_id", "source_id", "member_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_unread",
                table: "notifications",
                columns: new[] { "organization_id", "member_id" },
                filter: "read_at is null and in_app");

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_organization_id_order_id_position",
                table: "order_lines",
                columns: new[] { "organization_id", "order_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_organization_id_variant_id",
                table: "order_lines",
                columns: new[] { "organization_id", "variant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_changed_in_id",
                table: "orders",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_closed_at",
                table: "orders",
                columns: new[] { "organization_id", "closed_at" },
                filter: "closed_at is not null")
                .Annotation("Npgsql:IndexInclude", new[] { "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_customer_id_id",
                table: "orders",
                columns: new[] { "organization_id", "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_customer_id_reference_key",
                table: "orders",
                columns: new[] { "organization_id", "customer_id", "reference_key" },
                filter: "reference_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_customer_name_id",
                table: "orders",
                columns: new[] { "organization_id", "customer_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_number",
                table: "orders",
                columns: new[] { "organization_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_status_id",
                table: "orders",
                columns: new[] { "organization_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_organization_id_warehouse_id",
                table: "orders",
                columns: new[] { "organization_id", "warehouse_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_sample",
                table: "orders",
                column: "organization_id",
                filter: "is_sample");

            migrationBuilder.CreateIndex(
                name: "ix_organization_slugs_look",
                schema: "platform",
                table: "organization_slugs",
                column: "look");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_id_slug",
                table: "organizations",
                columns: new[] { "id", "slug" });

            migrationBuilder.CreateIndex(
                name: "ux_organizations_slug",
                table: "organizations",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_occurred_at",
                table: "outbox_messages",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_organization_id_changed_in_id",
                table: "outbox_messages",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_organization_id_subject_id",
                table: "outbox_messages",
                columns: new[] { "organization_id", "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_queue_failed",
                table: "outbox_queue",
                column: "next_attempt_at",
                filter: "parked_at is null and attempts > 0");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_queue_waiting",
                table: "outbox_queue",
                columns: new[] { "organization_id", "sequence" },
                filter: "parked_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_passkey_ceremonies_account_id",
                schema: "platform",
                table: "passkey_ceremonies",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_passkey_ceremonies_token_hash",
                schema: "platform",
                table: "passkey_ceremonies",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_passkeys_account_id",
                schema: "platform",
                table: "passkeys",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ux_passkeys_credential",
                schema: "platform",
                table: "passkeys",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pending_events_occurred_at",
                schema: "platform",
                table: "pending_events",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "ix_pending_jobs_placed",
                schema: "platform",
                table: "pending_jobs",
                columns: new[] { "queue", "organization_id" },
                filter: "job_id > 0");

            migrationBuilder.CreateIndex(
                name: "ix_pending_jobs_waiting",
                schema: "platform",
                table: "pending_jobs",
                columns: new[] { "queue", "organization_id", "run_at" },
                filter: "job_id = -1");

            migrationBuilder.CreateIndex(
                name: "ix_pending_sign_ins_account_id",
                schema: "platform",
                table: "pending_sign_ins",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_pending_sign_ins_token_hash",
                schema: "platform",
                table: "pending_sign_ins",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_products_organization_id_category_key_id",
                table: "products",
                columns: new[] { "organization_id", "category_key", "id" },
                filter: "archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_products_organization_id_changed_in_id",
                table: "products",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_organization_id_created_at_id",
                table: "products",
                columns: new[] { "organization_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_organization_id_name_id",
                table: "products",
                columns: new[] { "organization_id", "name", "id" },
                filter: "archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_products_sample",
                table: "products",
                column: "organization_id",
                filter: "is_sample");

            migrationBuilder.CreateIndex(
                name: "ix_recovery_codes_account_id_hash",
                schema: "platform",
                table: "recovery_codes",
                columns: new[] { "account_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refresh_tokens_session_id",
                schema: "platform",
                table: "refresh_tokens",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ux_roles_name",
                table: "roles",
                columns: new[] { "organization_id", "name_key" },
                unique: true,
                filter: "deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_organization_id_list",
                table: "saved_views",
                columns: new[] { "organization_id", "list" });

            migrationBuilder.CreateIndex(
                name: "ix_security_events_last_at",
                table: "security_events",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "ix_security_events_organization_id_changed_in_id",
                table: "security_events",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_security_events_organization_id_hour_fold",
                table: "security_events",
                columns: new[] { "organization_id", "hour", "fold" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_security_events_organization_id_subject_id_id",
                table: "security_events",
                columns: new[] { "organization_id", "subject_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_account_id",
                schema: "platform",
                table: "sessions",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_shopper_email_changes_organization_id_link_hash",
                table: "shopper_email_changes",
                columns: new[] { "organization_id", "link_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shopper_email_changes_organization_id_shopper_id",
                table: "shopper_email_changes",
                columns: new[] { "organization_id", "shopper_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shopper_email_codes_organization_id_link_hash",
                table: "shopper_email_codes",
                columns: new[] { "organization_id", "link_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shopper_email_codes_organization_id_recipient_hash_created_~",
                table: "shopper_email_codes",
                columns: new[] { "organization_id", "recipient_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shopper_email_codes_organization_id_shopper_id_created_at",
                table: "shopper_email_codes",
                columns: new[] { "organization_id", "shopper_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shopper_refresh_tokens_organization_id_session_id",
                table: "shopper_refresh_tokens",
                columns: new[] { "organization_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shopper_sessions_organization_id_shopper_id",
                table: "shopper_sessions",
                columns: new[] { "organization_id", "shopper_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shoppers_organization_id_customer_id",
                table: "shoppers",
                columns: new[] { "organization_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shoppers_organization_id_link_hash",
                table: "shoppers",
                columns: new[] { "organization_id", "link_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_shoppers_email",
                table: "shoppers",
                columns: new[] { "organization_id", "normalized_email" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_stock_levels_low",
                table: "stock_levels",
                column: "organization_id",
                filter: "reorder_point is not null and on_hand - reserved <= reorder_point");

            migrationBuilder.CreateIndex(
                name: "ix_stock_levels_organization_id_changed_in_id",
                table: "stock_levels",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_levels_organization_id_warehouse_id",
                table: "stock_levels",
                columns: new[] { "organization_id", "warehouse_id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_organization_id_at",
                table: "stock_movements",
                columns: new[] { "organization_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_organization_id_changed_in_id",
                table: "stock_movements",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_organization_id_variant_id_id",
                table: "stock_movements",
                columns: new[] { "organization_id", "variant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_organization_id_warehouse_id_id",
                table: "stock_movements",
                columns: new[] { "organization_id", "warehouse_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_trusted_devices_account_id",
                schema: "platform",
                table: "trusted_devices",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_trusted_devices_token_hash",
                schema: "platform",
                table: "trusted_devices",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_variants_organization_id_changed_in_id",
                table: "variants",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_variants_organization_id_product_id",
                table: "variants",
                columns: new[] { "organization_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_variants_organization_id_sku_id",
                table: "variants",
                columns: new[] { "organization_id", "sku", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_variants_barcode",
                table: "variants",
                columns: new[] { "organization_id", "barcode_key" },
                unique: true,
                filter: "archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_variants_sku",
                table: "variants",
                columns: new[] { "organization_id", "sku_key" },
                unique: true,
                filter: "archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_warehouses_organization_id_changed_in_id",
                table: "warehouses",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_warehouses_code",
                table: "warehouses",
                columns: new[] { "organization_id", "code_key" },
                unique: true,
                filter: "archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_warehouses_default",
                table: "warehouses",
                column: "organization_id",
                unique: true,
                filter: "is_default and archived_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_due",
                table: "webhook_deliveries",
                column: "next_attempt_at",
                filter: "status = 'Pending' and not ready");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_organization_id_changed_in_id",
                table: "webhook_deliveries",
                columns: new[] { "organization_id", "changed_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_organization_id_endpoint_id_id",
                table: "webhook_deliveries",
                columns: new[] { "organization_id", "endpoint_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_ready",
                table: "webhook_deliveries",
                columns: new[] { "organization_id", "endpoint_id", "next_attempt_at" },
                filter: "status = 'Pending' and ready");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_waiting",
                table: "webhook_deliveries",
                columns: new[] { "organization_id", "endpoint_id", "next_attempt_at" },
                filter: "status = 'Pending' and not ready");

            migrationBuilder.CreateIndex(
                name: "ux_webhook_deliveries_event_endpoint",
                table: "webhook_deliveries",
                columns: new[] { "organization_id", "event_id", "endpoint_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_endpoints_failing",
                table: "webhook_endpoints",
                column: "failing_since",
                filter: "failing_since is not null and status = 'Enabled'");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_endpoints_organization_id_changed_in_id",
                table: "webhook_endpoints",
                columns: new[] { "organization_id", "changed_in", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_entries",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "authenticators",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "bulk_items");

            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "comments");

            migrationBuilder.DropTable(
                name: "data_protection_keys",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "delivery_reports",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "email_changes",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "email_codes",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "email_log_entries");

            migrationBuilder.DropTable(
                name: "email_turns",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "emails",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "exports");

            migrationBuilder.DropTable(
                name: "handled_events");

            migrationBuilder.DropTable(
                name: "idempotency_receipts");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "known_devices",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "known_shopper_devices");

            migrationBuilder.DropTable(
                name: "notification_preferences");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "order_counters");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "organizations");

            migrationBuilder.DropTable(
                name: "outbox_queue");

            migrationBuilder.DropTable(
                name: "passkey_ceremonies",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "passkeys",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "pending_events",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "pending_jobs",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "pending_sign_ins",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "recovery_codes",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "refresh_tokens",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "second_factor_attempts",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "security_events");

            migrationBuilder.DropTable(
                name: "shopper_email_changes");

            migrationBuilder.DropTable(
                name: "shopper_email_codes");

            migrationBuilder.DropTable(
                name: "shopper_refresh_tokens");

            migrationBuilder.DropTable(
                name: "signing_keys",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "stock_levels");

            migrationBuilder.DropTable(
                name: "stock_movements");

            migrationBuilder.DropTable(
                name: "storefront_branding");

            migrationBuilder.DropTable(
                name: "suppressed_addresses",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "trusted_devices",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "webhook_attempts");

            migrationBuilder.DropTable(
                name: "webhook_endpoints");

            migrationBuilder.DropTable(
                name: "bulk_changes");

            migrationBuilder.DropTable(
                name: "carts");

            migrationBuilder.DropTable(
                name: "members");

            migrationBuilder.DropTable(
                name: "organization_slugs",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "sessions",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "shopper_sessions");

            migrationBuilder.DropTable(
                name: "variants");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "accounts",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "shoppers");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "warehouses");

            migrationBuilder.DropTable(
                name: "customers");
        }
    }
}
