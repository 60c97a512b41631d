using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class Devices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "tells_owners_of_locks",
                table: "organizations",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "known_devices",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
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
                name: "known_shopper_devices",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_devices",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "known_shopper_devices");

            migrationBuilder.DropColumn(
                name: "tells_owners_of_locks",
                table: "organizations");
        }
    }
}
