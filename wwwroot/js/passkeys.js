// Handles the forms of PasskeyForm: requests a challenge, lets the browser ask the user for a passkey, and posts the result with
// the form.
const known = typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

async function answer(form) {
  const token = form.elements.__RequestVerificationToken;
  const asked = await fetch(form.dataset.challenge, { method: "POST", body: new URLSearchParams([[token.name, token.value]]) });
  const options = await asked.json();
  if (options.code === "step_up_required") {
    location.assign(`/account/confirm?returnUrl=${encodeURIComponent(location.pathname + location.search)}`);
    return null;
  }
  if (!asked.ok) throw new Error(options.detail);
  return JSON.stringify(form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
}

for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = !known;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.passkey) return;
  event.preventDefault();
  const fault = form.querySelector("[data-passkey-fault]");
  fault.hidden = true;
  try {
    const credential = await answer(form);
    if (credential === null) return;
    form.elements.credential.value = credential;
    form.submit();
  } catch (error) {
    fault.textContent = error.name === "NotAllowedError" ? "Nothing was chosen, or it took too long. Try again." : error.name === "InvalidStateError" ? "This device has a passkey for your account already." : error.message || "The passkey did not work. Try again.";
    fault.hidden = false;
    event.submitter?.removeAttribute("aria-busy");
  }
});
