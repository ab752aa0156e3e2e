// <draft-keeper name="incident-42-message"><form>…</form></draft-keeper>: words typed but not sent survive a reload, a lost
// connection, a sign-in, a sheet closed by a slip. They stay in this tab only (sessionStorage), are given back to the person who
// typed them and nobody else, and go when the form was sent. With the words of a quick form stays its token: if they were sent and
// only the answer was lost, sending them again doubles nothing.
const FIELDS = "textarea, input[type=text], input:not([type])";
const me = document.querySelector("[data-me]")?.dataset.me ?? "";
const MINE = `draft:${me}:`;

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => this.restore());
    this.addEventListener("input", () => this.keep());
    this.addEventListener("submit", (event) => this.wasSent(event.target));
  }

  get key() {
    return MINE + (this.getAttribute("name") ?? location.pathname);
  }

  get fields() {
    return [...this.querySelectorAll(FIELDS)].filter((field) => field.name && !field.closest("person-picker"));
  }

  get token() {
    return this.querySelector("form[data-quick] input[name=token]");
  }

  get holds() {
    return sessionStorage.getItem(this.key) !== null;
  }

  // Each text with what stood there at first: it is given back only where that still stands.
  keep() {
    const typed = this.fields.filter((field) => field.value !== field.defaultValue);
    const words = Object.fromEntries(typed.map((field) => [field.name, [field.value, field.defaultValue]]));
    try {
      if (typed.length) sessionStorage.setItem(this.key, JSON.stringify({ words, token: this.token?.value }));
      else this.forget();
    } catch {
      // storage may be shut or full: then the words live as long as the page
    }
  }

  restore() {
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
    } catch {
      return;
    }
    if (kept.token && this.token) this.token.value = kept.token;
    for (const field of this.fields) {
      const [value, from] = kept.words?.[field.name] ?? [];
      if (value === undefined || field.value !== from) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // A plain form answers with another page: remember that it was sent, and forget when that page is really there.
  // The others stay: sheet.js tells when they were taken.
  wasSent(form) {
    const isQuick = form.matches("[data-quick]") && (form.closest("#sheet") || !form.closest("#sheet-content"));
    if (!isQuick) sessionStorage.setItem("draft-sent", this.key);
  }

  forget() {
    sessionStorage.removeItem(this.key);
  }
}

try {
  const sent = sessionStorage.getItem("draft-sent");
  const stillThere = sent && document.querySelector("draft-keeper .errorlist");
  if (sent && !stillThere) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("draft-sent");
  // Somebody else used this tab before: their words are nobody's business.
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:") && !key.startsWith(MINE)) sessionStorage.removeItem(key);
} catch {
  // nothing was kept
}
customElements.define("draft-keeper", DraftKeeper);
