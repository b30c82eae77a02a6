// Everything works without this file; it only makes some things quicker and keeps what was typed.
(() => {
  const words = document.currentScript.dataset;
  const shelf = "jamvaxt-draft:";
  const sent = "jamvaxt-sent";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const clock = (when) => new Date(when).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const make = (tag, attributes, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  // A browser may refuse storage; then there are no drafts and nothing else changes.
  const store = (act) => { try { return act(localStorage); } catch { return null; } };

  // Drafts: one for each user and form, on this computer only, at most a week old.
  // Passwords, files and what is marked private (identity numbers) are never kept.
  const user = document.body.dataset.user;
  const mine = () => store((s) => Object.keys(s).filter((key) => key.startsWith(`${shelf}${user}:`))) ?? [];
  const kept = (form) => [...form.elements].filter((field) =>
    field.name && !["password", "hidden", "file", "submit", "button", "fieldset"].includes(field.type) && !("private" in field.dataset));
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";
  const read = (form) => kept(form).map((field) => ticks(field) ? [field.name, field.value, field.checked] : [field.name, field.value]);
  const write = (form, values) => kept(form).forEach((field) => {
    const found = values.find(([name, value]) => name === field.name && (!ticks(field) || value === field.value));
    if (!found) return;
    if (ticks(field)) field.checked = found[2];
    else field.value = found[1];
  });

  const draft = (form) => {
    const key = `${shelf}${user}:${form.dataset.draft}`;
    const note = form.querySelector("[data-draft-note]") ?? form.appendChild(make("p", {}));
    note.className = "draft";
    note.setAttribute("role", "status");
    const untouched = JSON.stringify(read(form));
    const forget = () => store((s) => s.removeItem(key));
    const refused = form.querySelector("[aria-invalid], .error-summary");
    const old = JSON.parse(store((s) => s.getItem(key)) ?? "null");
    if (old && !refused && JSON.stringify(old.values) !== untouched) {
      write(form, old.values);
      const discard = make("button", { type: "button", class: "link" }, words.discard);
      note.className = "draft restored";
      note.replaceChildren(`${words.restored} ${clock(old.at)}. `, discard);
      discard.addEventListener("click", () => {
        forget();
        write(form, JSON.parse(untouched));
        note.className = "draft";
        note.replaceChildren();
        kept(form)[0]?.focus();
      });
    }
    let timer;
    const keep = () => {
      clearTimeout(timer);
      timer = null;
      const values = read(form);
      // What is typed about a person under protection is kept nowhere but where it is sealed.
      if (form.elements.protected?.value || JSON.stringify(values) === untouched) return forget();
      const at = Date.now();
      if (store((s) => { s.setItem(key, JSON.stringify({ at, values })); return true; })) {
        note.className = "draft";
        note.textContent = `${words.saved} ${clock(at)}.`;
      }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 600); });
    addEventListener("pagehide", () => timer && keep());
    form.addEventListener("submit", () => { keep(); store(() => sessionStorage.setItem(sent, key)); });
  };
  // The save went through if the very next page says so; a sign-in page, an error or no answer leaves the draft alone.
  const saved = store(() => sessionStorage.getItem(sent));
  store((s) => { sessionStorage.removeItem(sent); if (saved && document.querySelector('[data-flash="ok"]')) s.removeItem(saved); });
  // Said once: a page loaded anew or gone back to must not say it again, nor clear another draft by it.
  const address = new URL(location);
  if (address.searchParams.has("said")) {
    address.searchParams.delete("said");
    history.replaceState(history.state, "", address);
  }
  if (user) {
    store((s) => Object.keys(s).filter((key) => key.startsWith(shelf)).forEach((key) => {
      if (Date.now() - JSON.parse(s.getItem(key)).at > 7 * 864e5) s.removeItem(key);
    }));
    each("form[data-draft]", draft);
    each("form[data-no-draft]", (form) => store((s) => s.removeItem(`${shelf}${user}:${form.dataset.noDraft}`)));
    each("form[data-sign-out]", (form) => form.addEventListener("submit", (event) => {
      const drafts = mine();
      if (drafts.length && !confirm(words.leaving)) return event.preventDefault();
      drafts.forEach((key) => store((s) => s.removeItem(key)));
    }));
  }

  // Leaving a form whose changes no draft holds: the browser asks first.
  let changed = false;
  each("form[data-guard], form[data-draft]", (form) => form.addEventListener("input", ({ target }) => {
    if ("guard" in form.dataset || "private" in target.dataset || target.type === "file") changed = true;
  }));
  addEventListener("beforeunload", (event) => changed && event.preventDefault());

  // Sent once is enough.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    changed = false;
    if (form.method !== "post") return;
    form.dataset.sent = "yes";
    form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
  addEventListener("pageshow", () => each("form[data-sent]", (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }));

  // Mistakes are met first.
  document.querySelector(".error-summary")?.focus();

  each(".flash", (flash) => {
    const close = make("button", { type: "button", class: "link", "aria-label": words.close }, "×");
    close.addEventListener("click", () => flash.remove());
    flash.append(close);
  });

  each(".drop input", (input) => input.addEventListener("change", () => {
    const shown = input.parentElement.querySelector("[data-file-name]");
    shown.dataset.empty ??= shown.textContent;
    shown.textContent = input.files[0]?.name ?? shown.dataset.empty;
  }));

  document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // Keys. A single letter can be turned off, as WCAG 2.1.4 asks.
  const targets = document.querySelectorAll("form[data-shortcut]");
  const silent = () => store((s) => s.getItem("jamvaxt-keys")) === "off";
  if (targets.length) {
    const toggle = make("button", { type: "button", class: "link" });
    const name = () => { toggle.textContent = silent() ? words.keysOn : words.keysOff; };
    toggle.addEventListener("click", () => {
      store((s) => silent() ? s.removeItem("jamvaxt-keys") : s.setItem("jamvaxt-keys", "off"));
      name();
    });
    name();
    document.querySelector(".foot")?.append(toggle);
  }
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      return form.requestSubmit();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("input, select, textarea, [contenteditable]") || silent()) return;
    for (const target of targets) {
      if (target.dataset.shortcut !== event.key) continue;
      event.preventDefault();
      target.scrollIntoView({ block: "nearest" });
      kept(target)[0]?.focus();
    }
  });

  // Completion from the server. value goes into the field, label is what the list shows.
  each("input[data-complete]", (input) => {
    const id = `${input.id}-choices`;
    const box = make("div", { class: "combobox" });
    const list = make("ul", { id, role: "listbox", "aria-label": input.labels[0]?.textContent ?? "", hidden: "" });
    const told = make("span", { class: "visually-hidden", role: "status" });
    input.replaceWith(box);
    box.append(input, list, told);
    input.removeAttribute("list");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);
    let at = -1;
    let asked = 0;
    let timer;
    const show = (open) => {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) { at = -1; input.removeAttribute("aria-activedescendant"); }
    };
    const mark = (next) => {
      const count = list.children.length;
      at = (next + count) % count;
      [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    const choose = (item) => {
      input.value = item.dataset.value;
      show(false);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const ask = async () => {
      const turn = ++asked;
      const typed = input.value.trim();
      if (!typed) return show(false);
      try {
        const answer = await fetch(input.dataset.complete + encodeURIComponent(typed), { headers: { Accept: "application/json" } });
        if (!answer.ok) return show(false);
        const found = await answer.json();
        if (turn !== asked || document.activeElement !== input) return;
        list.replaceChildren(...found.slice(0, 12).map(({ value, label }, index) => {
          const item = make("li", { id: `${id}-${index}`, role: "option", "aria-selected": "false" }, label);
          item.dataset.value = value;
          return item;
        }));
        at = -1;
        show(found.length > 0);
        told.textContent = found.length ? `${words.found} ${list.children.length}` : words.none;
      } catch { show(false); }
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
    input.addEventListener("blur", () => show(false));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); return ask(); }
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); mark(at < 0 ? -1 : at - 1); }
      if (event.key === "Escape") { event.preventDefault(); show(false); }
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && at >= 0) { event.preventDefault(); choose(list.children[at]); }
    });
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const item = event.target.closest("li");
      if (item) choose(item);
    });
  });
})();
