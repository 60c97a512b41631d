using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class HangfireJobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "jobs",
                schema: "platform");

            migrationBuilder.DropIndex(
                name: "ix_webhook_deliveries_pending",
                table: "webhook_deliveries");

            migrationBuilder.DropIndex(
                name: "ix_mails_waiting",
                schema: "platform",
                table: "mails");

            migrationBuilder.AddColumn<bool>(
                name: "ready",
                table: "webhook_deliveries",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "job_kind",
                schema: "platform",
                table: "mails",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "email.send_code");

            migrationBuilder.AddColumn<Guid>(
                name: "job_subject",
                schema: "platform",
                table: "mails",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.Sql("update platform.mails set job_subject = id");
            migrationBuilder.Sql("""
                do $$ declare name text; begin
                    for name in select tablename from pg_tables where schemaname = 'platform' and tablename like 'qrtz\_%' loop
                        execute format('drop table platform.%I cascade', name);
                    end loop;
                end $$
                """);

            migrationBuilder.CreateTable(
                name: "pending_jobs",
                schema: "platform",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    job_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_jobs", x => new { x.kind, x.subject });
                });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_due",
                table: "webhook_deliveries",
                column: "next_attempt_at",
                filter: "status = 'Pending' and not ready");

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
                name: "ix_mails_waiting",
                schema: "platform",
                table: "mails",
                columns: new[] { "job_kind", "job_subject", "next_attempt_at" },
                filter: "state = 'Queued'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pending_jobs",
                schema: "platform");

            migrationBuilder.DropIndex(
                name: "ix_webhook_deliveries_due",
                table: "webhook_deliveries");

            migrationBuilder.DropIndex(
                name: "ix_webhook_deliveries_ready",
                table: "webhook_deliveries");

            migrationBuilder.DropIndex(
                name: "ix_webhook_deliveries_waiting",
                table: "webhook_deliveries");

            migrationBuilder.DropIndex(
                name: "ix_mails_waiting",
                schema: "platform",
                table: "mails");

            migrationBuilder.DropColumn(
                name: "ready",
                table: "webhook_deliveries");

            migrationBuilder.DropColumn(
                name: "job_kind",
                schema: "platform",
                table: "mails");

            migrationBuilder.DropColumn(
                name: "job_subject",
                schema: "platform",
                table: "mails");

            migrationBuilder.CreateTable(
                name: "jobs",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    arguments = table.Column<string>(type: "jsonb", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    lane = table.Column<Guid>(type: "uuid", nullable: false),
                    leased_by = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_pending",
                table: "webhook_deliveries",
                columns: new[] { "organization_id", "endpoint_id", "next_attempt_at" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_mails_waiting",
                schema: "platform",
                table: "mails",
                column: "next_attempt_at",
                filter: "state = 'Queued'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_finished",
                schema: "platform",
                table: "jobs",
                column: "finished_at",
                filter: "finished_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_running",
                schema: "platform",
                table: "jobs",
                column: "leased_until",
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_waiting",
                schema: "platform",
                table: "jobs",
                columns: new[] { "lane", "run_at" },
                filter: "state = 'Queued'");
        }
    }
}
