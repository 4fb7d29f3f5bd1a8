// A form marked data-passkey asks the device for a passkey and sends it in its field "credential".
// The options stand in the page (#passkey-options), or are fetched from data-options when one signs in without a name.

async function optionsOf(form) {
  if (!form.dataset.options) return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(form.dataset.options, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  return answer.json();
}

async function credentialFor(form) {
  const { creation_options: creation, request_options: asking } = await optionsOf(form);
  if (form.dataset.passkey === "create") {
    // A key that signs in alone must be kept by the device, and the device must know its owner.
    const alone = form.elements.passwordless?.checked;
    Object.assign((creation.publicKey.authenticatorSelection ??= {}), {
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: Boolean(alone),
      userVerification: alone ? "required" : "discouraged",
    });
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(creation.publicKey) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asking.publicKey) });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  let given = false; // the field itself does not tell: empty, it may hold "null"
  form.addEventListener("submit", async (event) => {
    if (given) return;
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify((await credentialFor(form)).toJSON());
      given = true;
      form.requestSubmit();
    } catch (error) {
      // Whoever closes the question of the device stays where they are and can try again.
      if (error.name !== "NotAllowedError" && error.name !== "AbortError") throw error;
    }
  });
}
