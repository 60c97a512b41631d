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

// The link back to a list opens it with the filter, order and page with which it was left.
const listKey = (path) => `list ${path}`;
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  if (document.querySelector("[data-index]")) sessionStorage.setItem(listKey(location.pathname), location.search);
  if (link.matches(".back")) link.search ||= sessionStorage.getItem(listKey(link.pathname)) ?? "";
}, true);
