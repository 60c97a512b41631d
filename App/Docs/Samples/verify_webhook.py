import base64
import hashlib
import hmac
import time


def is_from_stockade(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Returns True if the webhook is from Stockade and at most five minutes old.

    secret: the signing secret of the endpoint (whsec_…); headers: with lower-case names;
    body: the raw bytes, before parsing.
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs(time.time() - int(timestamp)) > 300:
        return False

    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected, given.encode()) for given in signatures)
