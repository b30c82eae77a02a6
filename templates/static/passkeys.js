// Forms with data-passkey ask the browser for a passkey, fill in what it answers and send themselves.
// Where there is no script, or no passkeys, they stay hidden: the other ways in need neither.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer ?? []))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const keys = (list) => list.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) }));

  const make = ({ challenge, site, siteName, user, email, name, known, algorithms }) => navigator.credentials.create({ publicKey: {
    challenge: bytes(challenge), rp: { id: site, name: siteName }, user: { id: bytes(user), name: email, displayName: name },
    pubKeyCredParams: algorithms.split(" ").map((alg) => ({ type: "public-key", alg: Number(alg) })), excludeCredentials: keys(known),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" }, attestation: "none" } });
  const ask = ({ challenge, site, known }) => navigator.credentials.get({ publicKey: {
    challenge: bytes(challenge), rpId: site, allowCredentials: keys(known), userVerification: "required" } });

  const answer = async (form) => {
    const { rawId, response } = await (form.dataset.passkey === "make" ? make : ask)(form.dataset);
    const said = response.getAuthenticatorData?.() ?? response.authenticatorData;
    const fields = { credential: rawId, client_data: response.clientDataJSON, authenticator_data: said, signature: response.signature, user_handle: response.userHandle };
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = text(value);
    form.submit();
  };

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      failed.hidden = true;
      answer(form).catch(() => { failed.hidden = false; });
    });
  }
})();
