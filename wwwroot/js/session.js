// Renews the access token while a page is open, so no form post is redirected and no open page reconnects with an expired token.
// Only one of the open tabs renews it: the tabs share a lock and the expiry time. Scripts can't read the tokens themselves.

const key = "staff-access-until";
const early = 120_000;

const until = () => Number(localStorage.getItem(key)) || 0;
const remember = (seconds) => localStorage.setItem(key, Math.max(until(), Date.now() + seconds * 1000));

async function renew() {
  if (until() - Date.now() > early) return true; // another tab has already renewed it
  const answer = await fetch("/account/refresh", { method: "POST" });
  if (answer.ok) {
    remember((await answer.json()).expires_in);
    // other tabs see the new value in localStorage with a short delay; keep the lock until then
    await new Promise((seen) => setTimeout(seen, 250));
  }
  return answer.status !== 401;
}

// Returns false if the session has ended, so there is nothing to renew.
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
