// Passkeys need the browser's own dialogue. Where it has none, what is marked data-passkey stays hidden.
(() => {
  "use strict";
  const able = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;
  if (!able) return;

  const credential = async (part, form) => {
    const answer = await fetch(part.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", redirect: "error" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const options = await answer.json();
    return part.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  };

  for (const unable of document.querySelectorAll("[data-passkey-unable]")) unable.hidden = true;
  for (const part of document.querySelectorAll("[data-passkey]")) {
    const form = part.querySelector("form");
    const failed = part.querySelector("[data-failed]");
    part.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await credential(part, form));
        form.submit();
      } catch {
        // Cancelled, out of time, or no such passkey: browsers do not say which.
        failed.hidden = false;
      }
    });
  }
})();
