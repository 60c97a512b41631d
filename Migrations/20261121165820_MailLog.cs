using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class MailLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "organization_id",
                schema: "platform",
                table: "mails",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "closed_addresses",
                schema: "platform",
                columns: table => new
                {
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_addresses", x => x.address);
                });

            migrationBuilder.CreateTable(
                name: "mail_entries",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    about = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_entries", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mail_notices",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    mail_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    final = table.Column<bool>(type: "boolean", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_turns",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<short>(type: "smallint", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_turns", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mails_created_at",
                schema: "platform",
                table: "mails",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_mail_entries_created_at",
                table: "mail_entries",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_mail_entries_organization_id_about_id",
                table: "mail_entries",
                columns: new[] { "organization_id", "about", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_mail_notices_waiting",
                schema: "platform",
                table: "mail_notices",
                column: "received_at",
                filter: "handled_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "closed_addresses",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "mail_entries");

            migrationBuilder.DropTable(
                name: "mail_notices",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "mail_turns",
                schema: "platform");

            migrationBuilder.DropIndex(
                name: "ix_mails_created_at",
                schema: "platform",
                table: "mails");

            migrationBuilder.DropColumn(
                name: "organization_id",
                schema: "platform",
                table: "mails");
        }
    }
}
