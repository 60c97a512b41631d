// Adds what links and forms can't do: keyboard shortcuts, copying, the focus of dialogs, reconnecting. All listeners are on the
// document, so they work on static and interactive pages and don't depend on rendering.

import "./early.js";
import "./mentions.js";
import { mark, peek, showNeighbors, step } from "./lists.js";
import { stayFresh } from "./session.js";
import { localize } from "./times.js";
import { remember as rememberUse, used } from "./used.js";

const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
const MODAL = "[role=dialog][aria-modal=true]"; // excludes the calendars and lists that open beside a field
const say = (text) => { document.getElementById("announcer").textContent = text; };

// ── Copying ────────────────────────────────────────────────────────────────────────────────────────────────────────────
async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("copied");
  say("Copied.");
  setTimeout(() => { button.classList.remove("copied"); say(""); }, 1500);
}

// ── Clicks ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
document.addEventListener("click", (event) => {
  const target = event.target;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(target) || target.closest(".menu-panel a, .menu-panel button[type=button]")) menu.open = false;
  }
  const copier = target.closest("[data-copy]");
  if (copier) { copy(copier); return; }
  const opener = target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (target.closest("[data-reconnect]")) Blazor.reconnect().then((alive) => { if (!alive) reload(); });
  if (target.closest("[data-reload]")) reload();
  if (target.matches("input[data-mark-words]")) target.select(); // so typing replaces the text
  if (target.closest(".skip")) { event.preventDefault(); document.getElementById("main").focus(); }
  if (target.closest("#side a")) document.getElementById("side").hidePopover();

  // a click on a table row follows its link, unless text is selected or the click is on a control
  const row = target.closest("[data-index] tbody tr");
  if (row && !target.closest("a, button, input, label, select, summary") && String(getSelection()) === "") {
    const link = row.querySelector(".row-link");
    if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank");
    else link?.click();
  }
});

document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-keep-focus]")) event.preventDefault();
});

// the button of a static form is busy until the response arrives
document.addEventListener("submit", (event) => {
  if (event.target.method === "post" && event.submitter?.matches(".btn")) event.submitter.setAttribute("aria-busy", "true");
});

// Called by the search. The theme is a cookie, so the form of the account menu sets it.
globalThis.chooseTheme = (theme) => document.querySelector(`form[action="/theme"] button[value="${theme}"]`)?.click();

// Called by the search: what was opened from it is kept in this browser.
globalThis.usedInSearch = used;
globalThis.rememberUse = rememberUse;

// ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
const singles = () => localStorage.getItem("shortcuts") !== "off";
let prefix = "";
let prefixEnds = 0;

function jump() {
  if (document.querySelector(MODAL)) return;
  const side = document.getElementById("side");
  const input = document.querySelector("[data-jump] input");
  if (input && input.offsetParent === null) side.showPopover();
  input?.focus();
}

function follow(keys) {
  const link = document.querySelector(`[data-shortcut="${keys}"]`);
  link?.click();
  return link !== null;
}

function single(key) {
  switch (key) {
    case "/": {
      const search = document.querySelector("[data-search]");
      if (search) search.focus(); else jump();
      return true;
    }
    case "?": document.getElementById("shortcuts")?.showModal(); return true;
    case "j": return step(1);
    case "k": return step(-1);
    case " ": return peek();
    case "x": return mark(false);
    case "X": return mark(true);
    case "n": case "p": {
      const page = document.querySelector(`[data-page="${key}"]`);
      page?.click();
      return page !== null;
    }
    default: return false;
  }
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k" && document.querySelector("[data-jump]")) {
    event.preventDefault();
    jump();
    return;
  }
  // a form in a notice can be inside another form, which Enter must not submit
  const pressed = event.key === "Enter" && event.target.matches?.("input") && event.target.closest("[data-enter-scope]");
  if (pressed) {
    event.preventDefault();
    pressed.querySelector("[data-enter]")?.click();
    return;
  }
  // Enter picks a choice, even while the search is still running; it never submits the form around the input
  if (event.target.matches?.("[role=combobox]") && (event.key === "Enter" || event.target.ariaExpanded === "true" && ["ArrowDown", "ArrowUp", "Escape"].includes(event.key))) {
    event.preventDefault();
    return;
  }
  const part = event.target.closest?.(".chart-part");
  const beside = part && { ArrowLeft: part.previousElementSibling, ArrowRight: part.nextElementSibling }[event.key];
  if (beside) {
    event.preventDefault();
    beside.focus();
    return;
  }
  // the keys of the choice of members; Blazor handles them
  if (event.target.matches?.("[data-choosing]") && ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"].includes(event.key)) {
    event.preventDefault();
    return;
  }
  if (event.key === "Escape") {
    const menus = document.querySelectorAll("details[data-menu][open]");
    for (const menu of menus) { menu.open = false; menu.querySelector("summary").focus(); }
    if (menus.length === 0 && !document.querySelector(MODAL)) document.querySelector("[data-clear]")?.click();
    if (menus.length === 0 && !event.defaultPrevented) [...document.querySelectorAll(`${MODAL} [data-close]`)].at(-1)?.click();
    if (event.target.matches?.("[data-search]")) event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !singles() || document.querySelector(`dialog[open], ${MODAL}`)) return;
  const key = event.key;
  if (prefix && event.timeStamp < prefixEnds && follow(`${prefix} ${key}`)) {
    prefix = "";
    event.preventDefault();
    return;
  }
  prefix = document.querySelector(`[data-shortcut^="${CSS.escape(key)} "]`) ? key : "";
  prefixEnds = event.timeStamp + 1200;
  if (!prefix && single(key)) event.preventDefault();
});

// In a date input the component library would use Enter for its calendar. Here it submits what was typed, as in any other input.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("input[data-day=closed]")) event.stopPropagation();
}, true);

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-shortcuts-switch]")) localStorage.setItem("shortcuts", event.target.checked ? "on" : "off");
});

// ── Appearing elements ─────────────────────────────────────────────────────────────────────────────────────────────────
// A dialog is rendered after the page. While it is open, the rest of the page is inert. When it closes, the focus returns to the
// element that had it.
const openers = new Map();
// Interactive pages are prerendered, so only elements that appear later may take the focus. On a static page, which may be the
// response to a form, elements of the initial page may take it too.
let settled = document.getElementById("components-reconnect-modal") === null;

function appeared(element) {
  for (const dialog of element.matches?.(MODAL) ? [element] : element.querySelectorAll?.(MODAL) ?? []) {
    if (openers.has(dialog)) continue;
    openers.set(dialog, document.activeElement);
    document.querySelector(".app").inert = true;
    (dialog.querySelector("[autofocus]") ?? dialog.querySelector("button") ?? dialog).focus();
  }
  localize(element);
  if (element.querySelector?.("[data-neighbor]")) showNeighbors();
  if (settled) (element.matches?.("[data-focus]") ? element : element.querySelector?.("[data-focus]"))?.focus();
  const keys = element.querySelector?.("[data-shortcuts-switch]");
  if (keys) keys.checked = singles();
}

function went() {
  for (const [dialog, opener] of openers) {
    if (dialog.isConnected) continue;
    openers.delete(dialog);
    document.querySelector(".app").inert = openers.size > 0;
    if (opener?.isConnected) opener.focus();
  }
}

new MutationObserver((changes) => {
  for (const change of changes) change.addedNodes.forEach((node) => { if (node.nodeType === 1) appeared(node); });
  if (openers.size > 0) went();
}).observe(document.body, { childList: true, subtree: true });
appeared(document.body);
settled = true;

// ── Page titles ────────────────────────────────────────────────────────────────────────────────────────────────────────
// After a click within the app the document stays the same, so a screen reader has to be told which page is open now.
let title = document.title;
new MutationObserver(() => {
  if (document.title === title) return;
  title = document.title;
  say(title);
  showNeighbors();
}).observe(document.head, { childList: true, subtree: true, characterData: true });

// ── Reconnecting ───────────────────────────────────────────────────────────────────────────────────────────────────────
// The connection may be closed because the session has ended, here or from another device. Then reload to show the sign-in page.
const stillSignedIn = async () => {
  await stayFresh();
  const answer = await fetch("/api/v1/me", { headers: { accept: "application/json" } }).catch(() => null);
  if (answer?.status === 401) reload();
};

// Our own reload asks nothing: what was entered in forms is kept in the tab and restored.
let reloading = false;
const reload = () => {
  reloading = true;
  location.reload();
};
window.addEventListener("beforeunload", (event) => { if (reloading) event.stopImmediatePropagation(); }, true);

// "Rejected" means that the server no longer has the circuit. The URL holds the state of the page, so reload it.
const banner = document.getElementById("components-reconnect-modal");
if (banner) {
  const state = () => {
    if (banner.classList.contains("components-reconnect-rejected")) reload();
    else if (banner.classList.contains("components-reconnect-show")) {
      say("Reconnecting.");
      stillSignedIn();
    }
    else if (banner.classList.contains("components-reconnect-hide")) say("");
  };
  new MutationObserver(state).observe(banner, { attributes: true, attributeFilter: ["class"] });

  // The server may refuse the connection, because too many pages are open. Its response says which limit and what to do; the
  // framework only logs it. This script runs before the framework connects.
  const send = window.fetch;
  window.fetch = async (...request) => {
    const answer = await send(...request);
    if (String(request[0]?.url ?? request[0]).includes("/_blazor/negotiate")) {
      const isRefused = answer.status === 429 || answer.status === 503;
      banner.classList.toggle("refused", isRefused);
      if (isRefused) {
        const problem = await answer.clone().json().catch(() => null);
        const reason = problem?.detail ?? "The server has too many open pages.";
        banner.querySelector("[data-refusal]").textContent = reason;
        say(reason);
      }
    }
    return answer;
  };
}
