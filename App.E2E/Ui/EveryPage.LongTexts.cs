namespace App.E2E.Ui;

/// <summary>
/// Fills every text that people or programs send with the longest one that its field takes, without a space to break at.
/// </summary>
public sealed partial class EveryPage
{
    /// <summary>
    /// Changes the rows directly, because the fields of many thousands of rows would take minutes through the pages. Keys, states
    /// and what the app writes itself stay, and unique texts begin with something of their own.
    /// </summary>
    const string LongTexts = """
        create function pg_temp.w(n int) returns text language sql as $$ select repeat('W', n) $$;
        create function pg_temp.own(id uuid, n int) returns text language sql as
            $$ select left(right(replace(id::text, '-', ''), 12) || repeat('W', n), n) $$;
        create function pg_temp.mail(id uuid) returns text language sql as $$
            select pg_temp.own(id, 64) || '@' || repeat('w', 60) || '.' || repeat('w', 60) || '.' || repeat('w', 50)
                || '.example' $$;
        create function pg_temp.address() returns jsonb language sql as $$
            select jsonb_build_object(
                'lines', jsonb_build_array(pg_temp.w(200), pg_temp.w(200), pg_temp.w(200), pg_temp.w(200)), 'country', 'US',
                'city', pg_temp.w(100), 'region', pg_temp.w(100), 'postal_code', pg_temp.w(20), 'recipient', pg_temp.w(200),
                'company', pg_temp.w(200)) $$;
        update organizations set name = pg_temp.w(100);
        update platform.accounts set name = pg_temp.w(100), email = pg_temp.mail(id);
        update shoppers set name = pg_temp.w(200), email = pg_temp.mail(id);
        update invitations set email = pg_temp.mail(id), invited_by = pg_temp.w(200);
        update customers set name = pg_temp.own(id, 200), number = pg_temp.own(id, 40), email = pg_temp.mail(id),
            phone = pg_temp.w(40), tax_id = pg_temp.w(40), notes = pg_temp.w(4000),
            contacts = jsonb_build_array(jsonb_build_object(
                'name', pg_temp.w(200), 'email', pg_temp.mail(id), 'phone', pg_temp.w(40))),
            addresses = jsonb_build_array(
                pg_temp.address() || '{"kind":"shipping"}', pg_temp.address() || '{"kind":"billing"}');
        update products set name = pg_temp.own(id, 200), description = pg_temp.w(4000), category = pg_temp.w(80);
        update variants set sku = pg_temp.own(id, 64), barcode = pg_temp.own(id, 64), unit = pg_temp.w(24);
        update warehouses set name = pg_temp.own(id, 100), code = pg_temp.own(id, 24), address = pg_temp.address();
        update orders set customer_name = pg_temp.w(200), reference = pg_temp.w(80), ship_to = pg_temp.address(),
            cancel_reason = case when cancel_reason is not null then pg_temp.w(200) end;
        update order_lines set sku = pg_temp.own(id, 64), product_name = pg_temp.w(200), unit = pg_temp.w(24);
        update stock_movements set reason = pg_temp.w(200), actor_name = pg_temp.w(200);
        update api_keys set name = pg_temp.w(80);
        update webhook_endpoints set description = pg_temp.w(200);
        update webhook_attempts set response_excerpt = pg_temp.w(1000);
        update webhook_deliveries set last_response_excerpt = pg_temp.w(1000) where last_attempt_at is not null;
        update audit_entries set actor_name = pg_temp.w(200), entity_label = pg_temp.w(200),
            before = jsonb_build_object('name', pg_temp.w(200)), after = jsonb_build_object('name', pg_temp.w(400)),
            user_agent = pg_temp.w(400), request_id = pg_temp.w(60), client_request_id = pg_temp.w(200);
        update email_log_entries set recipient = pg_temp.mail(id), subject = pg_temp.w(300), text = pg_temp.w(1000),
            failure = pg_temp.w(400);
        update platform.suppressed_addresses set address = pg_temp.mail(gen_random_uuid());
        update platform.sessions set user_agent = pg_temp.w(400);
        update platform.passkeys set name = pg_temp.w(60);
        select 1
        """;
}
