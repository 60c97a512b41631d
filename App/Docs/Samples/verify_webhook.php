<?php

/**
 * Returns true if the webhook is from Stockade and at most five minutes old.
 *
 * @param string $secret  The signing secret of the endpoint, whsec_….
 * @param array  $headers The headers, with lower-case names.
 * @param string $body    The raw body, before parsing: file_get_contents('php://input').
 */
function is_from_stockade(string $secret, array $headers, string $body): bool
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if ($id === '' || !ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) {
        return false;
    }

    $key = base64_decode(str_replace('whsec_', '', $secret));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        if (hash_equals($expected, $given)) {
            return true;
        }
    }
    return false;
}
