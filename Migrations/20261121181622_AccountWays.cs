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

            migrationBuilder.CreateIndex(
                name: "ix_challenges_recipient_hash_created_at",
                schema: "platform",
                table: "challenges",
                columns: new[] { "recipient_hash", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_challenges_recipient_hash_created_at",
                schema: "platform",
                table: "challenges");

            migrationBuilder.DropColumn(
                name: "recipient_hash",
                schema: "platform",
                table: "challenges");

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
