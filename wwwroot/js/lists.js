// Keyboard control of lists, and the way back to a list.

// Moves the focus to the next or previous row.
export function step(by) {
  const links = [...document.querySelectorAll("[data-index] .row-link")];
  if (links.length === 0) return false;
  const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

// Selects the focused row, or all rows up to it.
export function mark(range) {
  const row = document.activeElement?.closest("[data-index] tbody tr");
  const box = row?.querySelector(".sel input");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: range }));
  return box != null;
}

// Opens the preview of the focused row.
export function peek() {
  const button = document.activeElement?.matches("[data-index] .row-link")
    ? document.activeElement.closest("tr").querySelector("[data-peek]") : null;
  button?.click();
  return button != null;
}

// The link back to a list opens it with the filter, order and page with which it was left.
const listKey = (path) => `list ${path}`;
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  if (document.querySelector("[data-index]")) sessionStorage.setItem(listKey(location.pathname), location.search);
  if (link.matches(".back")) link.search ||= sessionStorage.getItem(listKey(link.pathname)) ?? "";
}, true);

// The height of rows is kept for a year. Without the attribute it is the regular one.
function showRowHeight() {
  const chosen = document.documentElement.dataset.rowHeight ?? "regular";
  for (const button of document.querySelectorAll("[data-row-height][type=button]"))
    button.ariaPressed = String(button.dataset.rowHeight === chosen);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-row-height]");
  if (!button) return;
  const compact = button.dataset.rowHeight === "compact";
  if (compact) document.documentElement.dataset.rowHeight = "compact";
  else delete document.documentElement.dataset.rowHeight;
  const kept = compact ? 365 * 24 * 3600 : 0;
  document.cookie = `row_height=compact; path=/; max-age=${kept}; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
  showRowHeight();
});
document.addEventListener("toggle", (event) => { if (event.target.matches?.("details[data-menu]")) showRowHeight(); }, true);

// The page of a record leads to the previous and the next row of the list from which it was opened.
const rowsKey = "rows";
document.addEventListener("click", (event) => {
  const grid = event.target.closest?.("a.row-link")?.closest("[data-index]");
  if (!grid) return;
  const paths = [...grid.querySelectorAll("a.row-link")].map((link) => link.pathname);
  sessionStorage.setItem(rowsKey, JSON.stringify(paths));
}, true);

export function showNeighbors() {
  const links = document.querySelectorAll("[data-neighbor]");
  if (links.length === 0) return;
  const rows = JSON.parse(sessionStorage.getItem(rowsKey) ?? "[]");
  const at = rows.indexOf(location.pathname);
  for (const link of links) {
    const path = at < 0 ? undefined : rows[at + Number(link.dataset.neighbor)];
    link.hidden = path === undefined;
    if (path === undefined) {
      delete link.dataset.page;
      continue;
    }
    link.href = path;
    link.dataset.page = link.dataset.neighbor === "1" ? "n" : "p";
  }
}
globalThis.navigation?.addEventListener("currententrychange", showNeighbors);
