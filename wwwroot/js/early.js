// An interactive page is prerendered, and its elements are replaced when it becomes interactive. What was typed until then is
// entered again in the same field, and the element that had the focus gets it again.
const FIELDS = ".app :is(input:not([type=hidden], [type=file], [type=password]), select, textarea)";
const FOCUSABLE = ".app :is(a, button, input, select, summary, textarea)";
const early = new Map();
let focused = null;
const isLive = () => document.querySelector(".app[data-live]") !== null;
const labelOf = (field) => `${field.tagName} ${field.type} ${field.name} ${field.ariaLabel ?? field.labels?.[0]?.textContent}`;

const isChecked = (field) => field.type === "checkbox" || field.type === "radio";
const isTyped = (field) => {
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return isChecked(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
};

function remember() {
  if (isLive()) return;
  const index = [...document.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  if (index >= 0) focused = { index, label: labelOf(document.activeElement) };
  document.querySelectorAll(FIELDS).forEach((field, index) => {
    if (isTyped(field)) early.set(index, { typed: field, label: labelOf(field) });
  });
}

function enterAgain() {
  const again = focused && document.querySelectorAll(FOCUSABLE)[focused.index];
  if (again && labelOf(again) === focused.label) {
    if (document.activeElement === document.body) again.focus();
    focused = null;
  }
  const fields = document.querySelectorAll(FIELDS);
  for (const [index, { typed, label }] of early) {
    const field = fields[index];
    if (!field || field === typed || labelOf(field) !== label) continue; // not rendered again yet
    early.delete(index);
    if (isChecked(field)) field.checked = typed.checked;
    else field.value = typed.value;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
}

if (document.querySelector(".app") && !isLive()) {
  remember(); // this script may load late
  for (const name of ["focusin", "input"]) document.addEventListener(name, remember);
  const becoming = new MutationObserver(() => { if (isLive()) enterAgain(); });
  becoming.observe(document.body, { childList: true, subtree: true });
  addEventListener("pointerdown", () => { if (isLive()) becoming.disconnect(); });
}
