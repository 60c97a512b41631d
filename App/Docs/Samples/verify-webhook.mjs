import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Returns true if the webhook is from Stockade and at most five minutes old.
 * secret: the signing secret of the endpoint (whsec_…); headers: with lower-case names; body: the raw bytes, before parsing.
 */
export function isFromStockade(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (!id || !/^[0-9]+$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;

  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const hash = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const expected = Buffer.from(`v1,${hash}`);
  const signatures = (headers["webhook-signature"] ?? "").split(" ").map((signature) => Buffer.from(signature));
  return signatures.some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}
