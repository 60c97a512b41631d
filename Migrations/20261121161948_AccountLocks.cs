using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class AccountLocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "failed_at",
                table: "shoppers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "failed_count",
                table: "shoppers",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "locked_until",
                table: "shoppers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "locks",
                table: "shoppers",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "failed_at",
                schema: "platform",
                table: "accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "locks",
                schema: "platform",
                table: "accounts",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "failed_at",
                table: "shoppers");

            migrationBuilder.DropColumn(
                name: "failed_count",
                table: "shoppers");

            migrationBuilder.DropColumn(
                name: "locked_until",
                table: "shoppers");

            migrationBuilder.DropColumn(
                name: "locks",
                table: "shoppers");

            migrationBuilder.DropColumn(
                name: "failed_at",
                schema: "platform",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "locks",
                schema: "platform",
                table: "accounts");
        }
    }
}
