// Fills in the browser's time zone and the currency of its region in forms that create an organization. Without scripts, the
// forms keep their defaults. Nothing is sent before the form is.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function regionOf(language) {
  try {
    return new Intl.Locale(language).region; // undefined in languages without a region, such as "en"
  } catch {
    return undefined;
  }
}

for (const input of document.querySelectorAll("input[data-time-zone]")) {
  if (!zone) continue;
  input.value = zone;
  const shown = input.form.querySelector("[data-time-zone-shown]");
  if (!shown) continue;
  shown.querySelector("span").textContent = zone.replaceAll("_", " ");
  shown.hidden = false;
}

for (const select of document.querySelectorAll("select[data-currency-areas]")) {
  const region = regionOf(navigator.language);
  const area = JSON.parse(select.dataset.currencyAreas).find(
    ({ regions, zones }) => regions.includes(region) && zones.some((start) => zone?.startsWith(start)));
  if (area) select.value = area.currency;
}
