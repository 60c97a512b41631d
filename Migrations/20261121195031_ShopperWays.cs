using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class ShopperWays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "new_email",
                table: "shopper_challenges",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "purpose",
                table: "shopper_challenges",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "PasswordReset");

            migrationBuilder.AddColumn<Guid>(
                name: "session_id",
                table: "shopper_challenges",
                type: "uuid",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "new_email",
                table: "shopper_challenges");

            migrationBuilder.DropColumn(
                name: "purpose",
                table: "shopper_challenges");

            migrationBuilder.DropColumn(
                name: "session_id",
                table: "shopper_challenges");
        }
    }
}
