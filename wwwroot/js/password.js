// Shows the strength of a new password, and the password itself at the press of a button. The strength considers the length, the
// number of different characters and common patterns. The server enforces the actual rules. This script sends the password nowhere.
const words = ["Too short", "Easily guessed", "Fair", "Good", "Strong"];
const usual = /passwor[dt]|qwert|asdf|zxcv|letmein|welcome|iloveyou|admin|changeme|stockade|football|baseball|dragon|monkey|1234|abcd|1q2w|3e4r|5t6y|1qaz|2wsx|3edc/gi;

function strengthOf(password) {
  if ([...password].length < 12) return 0;
  const telling = password.replace(usual, "").replace(/(.+?)\1{2,}/gu, "$1"); // without common patterns and repetitions
  const weight = [...telling].length + new Set(telling.toLowerCase()).size;
  return weight < 16 ? 1 : weight < 22 ? 2 : weight < 32 ? 3 : 4;
}

for (const input of document.querySelectorAll("input[data-metered]")) {
  const meter = input.closest("form").querySelector("[data-strength]");
  const measure = () => {
    const strength = strengthOf(input.value);
    meter.hidden = input.value.length === 0;
    meter.dataset.strength = strength;
    const word = meter.querySelector(".hint");
    // only on change, so screen readers announce it once
    if (word.textContent !== words[strength]) word.textContent = words[strength];
  };
  input.addEventListener("input", measure);
  if (input.value) measure(); // typed before this script ran, or filled in by the browser
}

for (const button of document.querySelectorAll("[data-show-password]")) {
  const input = button.parentElement.querySelector("input");
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
  };
  button.hidden = false;
  button.addEventListener("click", () => show(input.type === "password"));
  input.form.addEventListener("submit", () => show(false)); // browsers save only what is in a password field
}
