// Keeps the access token fresh while a page is open, so that no form is led astray and no open page has to reconnect with an old
// one. Of all tabs one renews it: they share a lock and the time until which all is well. The tokens themselves are out of reach here.

const key = "staff-access-until";
const early = 120_000;

const until = () => Number(localStorage.getItem(key)) || 0;
const remember = (seconds) => localStorage.setItem(key, Math.max(until(), Date.now() + seconds * 1000));

async function renew() {
  if (until() - Date.now() > early) return true; // another tab was first
  const answer = await fetch("/account/refresh", { method: "POST" });
  if (answer.ok) {
    remember((await answer.json()).expires_in);
    await new Promise((seen) => setTimeout(seen, 250)); // other tabs read a copy of their own, which follows a moment later: until then none may look
  }
  return answer.status !== 401;
}

// False when the session has ended: then there is nothing to keep fresh.
export const stayFresh = async () => !navigator.locks || navigator.locks.request("staff-refresh", renew).catch(() => true);

let timer;
async function keep() {
  clearTimeout(timer);
  if (await stayFresh()) timer = setTimeout(keep, Math.max(until() - Date.now() - early, 30_000));
}

const left = Number(document.documentElement.dataset.accessLeft);
if (left > 0 && navigator.locks) {
  remember(left);
  keep();
  addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") keep(); });
}
