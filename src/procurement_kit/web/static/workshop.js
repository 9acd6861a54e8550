// Workshops over bad Wi-Fi: pieces of pages stay fresh, and answers that could not be sent are kept
// in this device and sent again. Every page works without this file.
const KEPT_DAYS = 30;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 15000;
const DAY = 86400000;
let skew = 0; // how much this clock is ahead of the server's; a hall without internet sets no clocks

// --- Pieces that the server draws again: asked for with a mark, so that no change costs nothing. ---

function follow(place) {
  let mark = "";
  async function ask() {
    try {
      const headers = mark ? { "If-None-Match": mark } : {};
      const answer = await fetch(place.dataset.live, { headers, cache: "no-store" });
      if (answer.headers.has("Date")) skew = Date.now() - new Date(answer.headers.get("Date"));
      if (answer.status === 200) {
        mark = answer.headers.get("ETag") || "";
        const open = [...place.querySelectorAll("details[open] > summary")].map((item) => item.textContent);
        const focused = place.contains(document.activeElement) && document.activeElement.getAttribute("href");
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (page.body.innerHTML !== place.dataset.shown) {
          place.dataset.shown = page.body.innerHTML;
          place.replaceChildren(...page.body.childNodes);
          for (const item of place.querySelectorAll("summary")) {
            if (open.includes(item.textContent)) item.parentElement.open = true;
          }
          if (focused) place.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
        }
      }
    } catch {
      // The network is away; the next attempt will tell.
    }
    const pause = Number(place.dataset.seconds) * 1000;
    setTimeout(ask, pause * (0.75 + Math.random() / 2));
  }
  setTimeout(ask, 1000 * Math.random());
}

function tick() {
  for (const timer of document.querySelectorAll("[data-until]")) {
    const left = Math.max(0, Math.round((new Date(timer.dataset.until) - Date.now() + skew) / 1000));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (timer.textContent !== text) timer.textContent = text;
  }
}

// --- Answers: kept while they are typed, forgotten when the server has them. ---

const OWN = new Set(["_csrf", "_seen"]);

class Draft {
  constructor(form) {
    this.form = form;
    this.name = `answers ${new URL(form.action).pathname}`;
    this.pause = FIRST_PAUSE;
    this.begun = this.fields();
    this.sending = false;
    form.addEventListener("input", () => this.keep(""));
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => document.hidden || this.again());
    this.restore();
  }

  fields() {
    return [...new FormData(this.form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
  }

  keep(button) {
    const draft = { seen: this.form.elements._seen.value, fields: this.fields(), button, at: Date.now() };
    try {
      localStorage.setItem(this.name, JSON.stringify(draft));
    } catch {
      // A full or forbidden storage: the form still works as any form.
    }
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.name));
    } catch {
      return null;
    }
  }

  forget() {
    localStorage.removeItem(this.name);
  }

  // What was typed and not sent stands in the form again, with the revision that it was typed on:
  // the server then shows a conflict where somebody else has changed the same answer.
  restore() {
    const draft = this.kept();
    if (!draft) return;
    if (Date.now() - draft.at > KEPT_DAYS * DAY || JSON.stringify(draft.fields) === JSON.stringify(this.begun)) {
      this.forget();
      return;
    }
    const values = new Map();
    for (const [name, value] of draft.fields) values.set(name, [...(values.get(name) || []), value]);
    for (const field of this.form.elements) {
      if (!field.name || OWN.has(field.name) || field.type === "hidden" || field.type === "submit") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = (values.get(field.name) || []).includes(field.value);
      else if (values.has(field.name)) field.value = values.get(field.name).shift() ?? field.value;
    }
    this.form.elements._seen.value = draft.seen;
    if (draft.button) {
      this.waiting = this.form.querySelector(`button[data-key="${CSS.escape(draft.button)}"]`) || this.form.querySelector("button");
      this.say("unsent");
      this.send();
    } else {
      this.say("kept");
    }
  }

  submit(event) {
    if (this.native) return;
    event.preventDefault();
    this.waiting = event.submitter || this.form.querySelector("button");
    this.keep(key(this.waiting));
    this.pause = FIRST_PAUSE;
    this.send();
  }

  again() {
    if (this.waiting) {
      this.pause = FIRST_PAUSE;
      this.send();
    }
  }

  // Sending twice changes nothing: the same answer from the same revision is no change.
  async send() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    const body = new URLSearchParams(new FormData(this.form));
    if (this.waiting.name) body.append(this.waiting.name, this.waiting.value);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, signal: AbortSignal.timeout?.(20000) });
      if (answer.status >= 500) throw new Error(String(answer.status));
      if (answer.redirected || answer.status === 409) this.forget();
      if (answer.redirected) {
        location.assign(answer.url);
        return;
      }
      this.native = true; // faults and conflicts are pages of the server; it saves nothing twice
      this.form.requestSubmit(this.waiting);
    } catch {
      this.say("unsent");
      this.timer = setTimeout(() => this.send(), this.pause * (0.75 + Math.random() / 2));
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    } finally {
      this.sending = false;
    }
  }

  say(word) {
    const place = document.getElementById("unsent");
    place.textContent = document.querySelector(`#unsent-words [data-word="${word}"]`).textContent;
    place.hidden = false;
  }
}

function key(button) {
  return `${button.name}=${button.value}`;
}

for (const place of document.querySelectorAll("[data-live]")) follow(place);
if (document.querySelector("[data-until], [data-live]")) setInterval(tick, 1000);
if (document.getElementById("unsent")) {
  for (const form of document.querySelectorAll('form[novalidate][action*="/step/"]')) {
    for (const button of form.querySelectorAll("button")) button.dataset.key = key(button);
    new Draft(form);
  }
}
