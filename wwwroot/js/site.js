// Adds what links and forms can't do on the landing page and in the documentation: copying, the search, one language for all samples,
// and requests to the API ("Try it").

const say = (text) => { document.getElementById("announcer").textContent = text; };
const isShown = (element) => element.offsetParent !== null;

// ── Copying ────────────────────────────────────────────────────────────────────────────────────────────────────────────
document.addEventListener("click", async (event) => {
  if (event.target.closest(".skip")) {
    event.preventDefault();
    document.getElementById("main").focus();
  }
  const button = event.target.closest("[data-copy-code]");
  if (!button) return;
  const code = [...button.closest(".code").querySelectorAll("pre")].find(isShown);
  await navigator.clipboard.writeText(code.textContent);
  button.classList.add("copied");
  say("Copied.");
  setTimeout(() => { button.classList.remove("copied"); say(""); }, 1500);
});

// ── Language of the samples ────────────────────────────────────────────────────────────────────────────────────────────
function choose(language) {
  for (const input of document.querySelectorAll("[data-language]")) {
    if (input.value === language) input.checked = true;
  }
}
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-language]")) return;
  const top = event.target.getBoundingClientRect().top;
  choose(event.target.value);
  scrollBy(0, event.target.getBoundingClientRect().top - top); // samples above have changed their height
  localStorage.setItem("language", event.target.value);
});
choose(localStorage.getItem("language"));

// ── Search ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
const search = document.querySelector("[data-docs-search]");
const found = document.querySelector(".doc-found");
let index;

const read = () => (index ??= fetch(search.dataset.docsSearch).then((response) => response.json()));
const textOf = (entry) => `${entry.title} ${entry.words} ${entry.place}`.toLowerCase();

// titles that begin with what was typed come first, then other titles, then the rest
function rank(entry, typed) {
  const title = entry.title.toLowerCase();
  if (title.startsWith(typed)) return 0;
  return title.includes(typed) ? 1 : 2;
}

async function find() {
  const typed = search.value.trim().toLowerCase();
  if (typed === "") { found.hidden = true; return; }
  const words = typed.split(/\s+/);
  const entries = (await read()).filter((entry) => words.every((word) => textOf(entry).includes(word)))
    .sort((one, other) => rank(one, typed) - rank(other, typed)).slice(0, 12);
  found.querySelector("ul").replaceChildren(...entries.map((entry) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const place = document.createElement("span");
    link.href = entry.href;
    place.textContent = entry.place;
    link.append(entry.title, place);
    item.append(link);
    return item;
  }));
  found.querySelector("p").hidden = entries.length > 0;
  found.hidden = false;
  say(entries.length === 1 ? "1 result" : `${entries.length} results`);
}

function move(by) {
  const stops = [search, ...found.querySelectorAll("a")];
  stops[stops.indexOf(document.activeElement) + by]?.focus();
}

if (search) {
  search.addEventListener("focus", read);
  search.addEventListener("input", find);
  search.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { found.hidden = true; search.focus(); }
    if (event.key === "Enter" && event.target === search) found.querySelector("a")?.click();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  document.addEventListener("click", (event) => { if (!search.parentElement.contains(event.target)) found.hidden = true; });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select");
    if (event.key === "/" && !isTyping || event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      search.focus();
    }
  });
}

// ── Try it ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
// The key stays in this tab: sessionStorage is neither sent to the server nor shared with other tabs.
const KEY = "api-key";
const keys = document.querySelectorAll("[data-try-key]");
keys.forEach((input) => { input.value = sessionStorage.getItem(KEY) ?? ""; });

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-try-key]")) return;
  sessionStorage.setItem(KEY, event.target.value);
  keys.forEach((input) => { input.value = event.target.value; });
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.try) return;
  event.preventDefault();
  let path = form.dataset.try;
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, encodeURIComponent(value.trim()));
    else if (value.trim() !== "") query.set(name, value.trim());
  }
  const url = query.size > 0 ? `${path}?${query}` : path;
  const key = form.querySelector("[data-try-key]")?.value.trim();
  const answer = form.querySelector(".try-answer");
  const began = performance.now();
  try {
    const response = await fetch(url, { credentials: "omit", headers: key ? { Authorization: `Bearer ${key}` } : {} });
    show(answer, `${response.status} in ${Math.round(performance.now() - began)} ms, GET ${url}`, pretty(await response.text()));
  } catch {
    show(answer, "The server could not be reached.", "");
  }
});

function show(answer, status, body) {
  const line = document.createElement("p");
  line.textContent = status;
  const text = document.createElement("pre");
  text.tabIndex = 0;
  text.textContent = body;
  answer.replaceChildren(line, ...body === "" ? [] : [text]);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
