using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migrations
{
    /// <inheritdoc />
    public partial class Storefront : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "category",
                table: "products",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true,
                collation: "und-x-icu");

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
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                name: "storefront_looks",
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
                    table.PrimaryKey("pk_storefront_looks", x => x.organization_id);
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
                name: "shopper_sessions",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shopper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
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
                name: "ix_products_organization_id_category_id",
                table: "products",
                columns: new[] { "organization_id", "category", "id" },
                filter: "archived_at is null");

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
                name: "ix_shopper_sessions_organization_id_shopper_id",
                table: "shopper_sessions",
                columns: new[] { "organization_id", "shopper_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shopper_sessions_organization_id_token_hash",
                table: "shopper_sessions",
                columns: new[] { "organization_id", "token_hash" },
                unique: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "shopper_sessions");

            migrationBuilder.DropTable(
                name: "storefront_looks");

            migrationBuilder.DropTable(
                name: "carts");

            migrationBuilder.DropTable(
                name: "shoppers");

            migrationBuilder.DropIndex(
                name: "ix_products_organization_id_category_id",
                table: "products");

            migrationBuilder.DropColumn(
                name: "category",
                table: "products");
        }
    }
}
