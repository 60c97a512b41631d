// The meter under a new password. It looks at the length, at how many different signs there are, and at what everybody writes first; the
// rules themselves are the server's. What is typed goes nowhere.
const words = ["Too short", "Easily guessed", "Fair", "Good", "Strong"];
const usual = /passwor[dt]|qwert|asdf|zxcv|letmein|welcome|iloveyou|admin|changeme|stockade|football|baseball|dragon|monkey|1234|abcd|1q2w|3e4r|5t6y|1qaz|2wsx|3edc/gi;

function strengthOf(password) {
  if ([...password].length < 12) return 0;
  const telling = password.replace(usual, "").replace(/(.+?)\1{2,}/gu, "$1"); // without what is usual, or repeated
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
    if (word.textContent !== words[strength]) word.textContent = words[strength]; // so that it is read out once
  };
  input.addEventListener("input", measure);
  if (input.value) measure(); // typed before this was here, or filled in by the browser
}
