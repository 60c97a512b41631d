// Shows the address that a new organization would get, while its name or the address itself is typed. The server decides; this
// script only asks it. Without scripts the form works the same, and says after it was sent if the address is taken.
const pause = 300; // milliseconds without a keystroke before the server is asked

for (const input of document.querySelectorAll("input[data-slug-from]")) {
  const form = input.closest("form");
  const name = form.elements[input.dataset.slugFrom];
  const preview = form.querySelector("[data-slug-preview]");
  let timer;
  let asked = 0;

  const show = ({ slug, fault, suggestions }) => {
    input.placeholder = input.value ? "" : (slug ?? "");
    if (!slug) preview.textContent = "";
    else if (fault) preview.textContent = suggestions.length > 0 ? `${fault} Free: ${suggestions.join(", ")}.` : fault;
    else preview.textContent = `Pages: ${input.dataset.slugSite}${slug} · Storefront: ${input.dataset.slugSite}s/${slug}`;
  };

  const ask = async () => {
    const number = ++asked;
    const query = new URLSearchParams({ name: name.value, slug: input.value });
    const response = await fetch(`/signup/address?${query}`, { headers: { accept: "application/json" } }).catch(() => null);
    if (response?.ok && number === asked) show(await response.json()); // otherwise a later answer is on its way
  };

  for (const typed of [name, input])
    typed.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, pause);
    });
  if (name.value || input.value) ask(); // typed before this script ran, or after a refused form
}
