#!/bin/sh
# Usage: WEBHOOK_SECRET=whsec_… sh verify-webhook.sh WEBHOOK_ID WEBHOOK_TIMESTAMP WEBHOOK_SIGNATURE BODY_FILE
# Ends with 0 if the webhook is from Stockade and at most five minutes old. For checks by hand: other users of the
# machine can see the key in the list of processes.
set -euf
id=$1 timestamp=$2 signatures=$3 body=$4

case $timestamp in '' | *[!0-9]* | 0*) exit 1 ;; esac
age=$(($(date +%s) - timestamp))
[ "${age#-}" -le 300 ] || exit 1

key=$(printf %s "${WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')
hash=$({ printf '%s.%s.' "$id" "$timestamp" && cat "$body"; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
for signature in $signatures; do
  if [ "$signature" = "v1,$hash" ]; then exit 0; fi
done
exit 1
