/* Passkeys: a form that asks the browser for a key, and is sent with its answer. The options come from the page, or from where the form is sent. */
"use strict";

function chosen(form, options) {
  const box = form.querySelector("[name=passwordless]");
  if (!box) return options;
  const wanted = options.publicKey.authenticatorSelection;
  wanted.residentKey = box.checked ? "required" : "discouraged";
  wanted.requireResidentKey = box.checked;
  if (box.checked) wanted.userVerification = "required";
  return options;
}

async function answer(form) {
  if (form.dataset.passkey === "create") {
    const options = JSON.parse(document.getElementById(form.dataset.options).textContent).creation_options;
    return webauthnJSON.create(chosen(form, options));
  }
  if (form.dataset.options) return webauthnJSON.get(JSON.parse(document.getElementById(form.dataset.options).textContent).request_options);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  return webauthnJSON.get((await response.json()).request_options);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!globalThis.PublicKeyCredential) continue;
  const said = form.querySelector("[data-said]");
  form.elements.credential.value = "";
  form.querySelector("[data-ask]").hidden = false;
  form.querySelector("[data-without]")?.remove();
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    said.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answer(form));
      form.requestSubmit();
    } catch {
      said.hidden = false;
    }
  });
}
