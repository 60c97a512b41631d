// Remembers what was opened from the search, so the search shows it first. Each opening counts one and half as much after 14 days.

const MOST = 60;
const HALF = 14 * 24 * 3600 * 1000;
const keyOf = (slug) => `used:${slug}`;
const scoreOf = ({ count, last }) => count * 2 ** ((last - Date.now()) / HALF);

function read(slug) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one.href === "string" && typeof one.text === "string") : [];
  } catch {
    return []; // somebody else has written it
  }
}

export function used(slug) {
  return read(slug).map((one) => ({ href: one.href, text: one.text, note: one.note ?? null, score: scoreOf(one) || 0 }));
}

export function remember(slug, href, text, note) {
  const kept = read(slug);
  const before = kept.find((one) => one.href === href);
  const others = kept.filter((one) => one !== before).sort((one, other) => scoreOf(other) - scoreOf(one));
  const count = 1 + (before ? scoreOf(before) || 0 : 0);
  try {
    localStorage.setItem(keyOf(slug), JSON.stringify([{ href, text, note, count, last: Date.now() }, ...others].slice(0, MOST)));
  } catch {
    // storage is full or not allowed: then nothing is remembered
  }
}
