using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class Tokens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_shopper_sessions_organization_id_token_hash",
                table: "shopper_sessions");

            migrationBuilder.DropIndex(
                name: "ix_sessions_token_hash",
                schema: "platform",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "token_hash",
                table: "shopper_sessions");

            migrationBuilder.DropColumn(
                name: "token_hash",
                schema: "platform",
                table: "sessions");

            // The cookies of the sessions that were open are worth nothing from here on: everybody signs in anew.
            migrationBuilder.Sql("update platform.sessions set ended_at = now() where ended_at is null");

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
                name: "signing_keys",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    realm = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_private_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signs_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signing_keys", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refresh_tokens_session_id",
                schema: "platform",
                table: "refresh_tokens",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_shopper_refresh_tokens_organization_id_session_id",
                table: "shopper_refresh_tokens",
                columns: new[] { "organization_id", "session_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refresh_tokens",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "shopper_refresh_tokens");

            migrationBuilder.DropTable(
                name: "signing_keys",
                schema: "platform");

            migrationBuilder.AddColumn<byte[]>(
                name: "token_hash",
                table: "shopper_sessions",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "token_hash",
                schema: "platform",
                table: "sessions",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.CreateIndex(
                name: "ix_shopper_sessions_organization_id_token_hash",
                table: "shopper_sessions",
                columns: new[] { "organization_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_token_hash",
                schema: "platform",
                table: "sessions",
                column: "token_hash",
                unique: true);
        }
    }
}
