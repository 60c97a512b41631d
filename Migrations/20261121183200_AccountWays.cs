using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class AccountWays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "account_id",
                schema: "platform",
                table: "challenges",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<byte[]>(
                name: "recipient_hash",
                schema: "platform",
                table: "challenges",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "deleted_at",
                schema: "platform",
                table: "accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "shopper_challenges",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recipient_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    code_mac = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    by_program = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    voided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shopper_challenges", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_shopper_challenges_shoppers_organization_id_shopper_id",
                        columns: x => new { x.organization_id, x.shopper_id },
                        principalTable: "shoppers",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_challenges_recipient_hash_created_at",
                schema: "platform",
                table: "challenges",
                columns: new[] { "recipient_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shopper_challenges_organization_id_link_hash",
                table: "shopper_challenges",
                columns: new[] { "organization_id", "link_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shopper_challenges_organization_id_recipient_hash_created_at",
                table: "shopper_challenges",
                columns: new[] { "organization_id", "recipient_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shopper_challenges_organization_id_shopper_id_created_at",
                table: "shopper_challenges",
                columns: new[] { "organization_id", "shopper_id", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shopper_challenges");

            migrationBuilder.DropIndex(
                name: "ix_challenges_recipient_hash_created_at",
                schema: "platform",
                table: "challenges");

            migrationBuilder.DropColumn(
                name: "recipient_hash",
                schema: "platform",
                table: "challenges");

            migrationBuilder.DropColumn(
                name: "deleted_at",
                schema: "platform",
                table: "accounts");

            migrationBuilder.AlterColumn<Guid>(
                name: "account_id",
                schema: "platform",
                table: "challenges",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
